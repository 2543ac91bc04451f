import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Kept counts behind every number of the side-bar; pushes keep them right. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => call('desk.counts', { signal }),
})

/** Saved views: the caller's own and the shared ones. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => call('desk.listViews', { signal }),
})

/** What a search looks for. Times are ISO moments. */
export interface SearchTerms {
  q: string
  inboxId?: string | undefined
  customerId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Hits of a search, newest first, page by page. */
export const searchQuery = (terms: SearchTerms) =>
  infiniteQueryOptions({
    queryKey: ['search', terms],
    queryFn: ({ pageParam, signal }) =>
      call('desk.search', { query: { ...terms, limit: 30, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: terms.q.trim() !== '',
    // Nothing is pushed into what was found: the same words may find more a minute later.
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
