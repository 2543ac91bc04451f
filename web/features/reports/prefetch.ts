import type { QueryClient } from '@tanstack/react-query'
import { agentsQuery, inboxesQuery, teamsQuery } from '../../api/reads/directory.ts'
import { metricsQuery } from '../../api/reads/reports.ts'

/** Asks for what reports are narrowed down by, while the screen is still on its way. */
export const prefetchNames = (cache: QueryClient): void => {
  void cache.prefetchQuery(agentsQuery)
  void cache.prefetchQuery(teamsQuery)
  void cache.prefetchQuery(inboxesQuery)
}

/** Asks for the figures that there are, and for what they are narrowed down by. */
export const prefetchFigures = (cache: QueryClient): void => {
  void cache.prefetchQuery(metricsQuery)
  prefetchNames(cache)
}
