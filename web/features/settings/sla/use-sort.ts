import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../../api/call.ts'
import { slaPoliciesQuery } from '../../../api/reads/settings.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import type { Policy } from './policy.ts'

/** A row that is dragged on passes many places: kept is where it comes to rest. */
const restMs = 600

/** Keeps a new order: shown at once, put right by what the server has when it refuses. */
export function useSort(): (sorted: readonly Policy[]) => void {
  const cache = useQueryClient()
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; keep(): void }>(undefined)
  useEffect(
    () => () => {
      clearTimeout(waiting.current?.timer)
      waiting.current?.keep()
    },
    [],
  )
  return (sorted) => {
    const { queryKey } = slaPoliciesQuery
    cache.setQueryData(queryKey, [...sorted])
    clearTimeout(waiting.current?.timer)
    const keep = () => {
      waiting.current = undefined
      call('sla.orderPolicies', { body: { policyIds: sorted.map(({ id }) => id) } }).catch(
        (error: unknown) => {
          void cache.invalidateQueries({ queryKey })
          sayProblem(error)
        },
      )
    }
    waiting.current = { timer: setTimeout(keep, restMs), keep }
  }
}
