import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { sayProblem } from '../../../app/notices/notices.ts'

/** A row that is dragged on passes many places: kept is where it comes to rest. */
const restMs = 600

/** Keeps a new order of a list: shown at once, put right by what the server has when it refuses. */
export function useSort<T extends { id: string }>(
  queryKey: QueryKey,
  order: (ids: string[]) => Promise<unknown>,
): (sorted: readonly T[]) => void {
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
    // An answer that is on its way has the old order.
    void cache.cancelQueries({ queryKey, exact: true })
    cache.setQueryData(queryKey, [...sorted])
    clearTimeout(waiting.current?.timer)
    const keep = () => {
      waiting.current = undefined
      order(sorted.map(({ id }) => id))
        .catch(sayProblem)
        // What was read meanwhile has the old order.
        .finally(() => void cache.invalidateQueries({ queryKey, exact: true }))
    }
    waiting.current = { timer: setTimeout(keep, restMs), keep }
  }
}
