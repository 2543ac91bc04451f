import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** How far the search index was brought up to date after an update of the product; asked again while that goes on. */
export const searchRefreshQuery = queryOptions({
  queryKey: ['search-refresh'],
  queryFn: ({ signal }) => call('desk.getSearchRefresh', { signal }),
  refetchInterval: ({ state }) => (state.data?.underWay ? 10_000 : false),
})
