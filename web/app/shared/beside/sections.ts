import { useQueries } from '@tanstack/react-query'
import { lazy } from 'react'
import { useMay } from '../../me.ts'
import type { BesideSection } from './section.ts'

const found = import.meta.glob<readonly BesideSection[]>('../../../features/*/beside.ts', {
  eager: true,
  import: 'besideSections',
})
const all = Object.values(found)
  .flat()
  .map((section) => ({ ...section, Content: lazy(section.load) }))
  .sort((one, other) => one.place - other.place)

/** The sections that this person may see, each with what draws it. */
export function useBeside(): typeof all {
  const may = useMay()
  return all.filter(({ permission }) => permission === undefined || may(permission))
}

/** How much waits beside a conversation. */
export function useWaitingBeside(conversationId: string): number {
  const sections = useBeside()
  return useQueries({
    queries: sections.flatMap(({ waiting }) => (waiting ? [waiting(conversationId)] : [])),
    combine: (results) => results.reduce((sum, { data = 0 }) => sum + data, 0),
  })
}
