import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { addressOf, call } from '../call.ts'
import { laterRoutes } from '../routes-later.gen.ts'

/** How much could not be taken in, by inbox; none for inboxes without any. */
export const quarantineCountsQuery = queryOptions({
  queryKey: ['quarantine', 'counts'],
  queryFn: ({ signal }) => call('intake.countQuarantine', { signal }),
})

/** What of an inbox could not be taken in, or was dismissed after that, the newest first, page by page. */
export const quarantineQuery = (inboxId: string, state: 'quarantined' | 'dismissed' = 'quarantined') =>
  infiniteQueryOptions({
    queryKey: ['quarantine', inboxId, state],
    queryFn: ({ pageParam, signal }) =>
      call('intake.listQuarantine', {
        params: { inboxId },
        query: { state, limit: 20, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** Where what came in is fetched, byte for byte. */
export const sourceAddress = (arrivalId: string): string =>
  addressOf(laterRoutes['intake.getQuarantined'].slice('GET '.length), { params: { arrivalId } })
