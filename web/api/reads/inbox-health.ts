import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

const pageSize = 20

/** How an inbox’s reading is: what waits, what it usually hears, until when it may sign in. */
export const inboxHealthQuery = (inboxId: string) =>
  queryOptions({
    queryKey: ['inboxes', inboxId, 'health'],
    queryFn: ({ signal }) => call('intake.getHealth', { params: { inboxId }, signal }),
    // Progress is not pushed: nobody but who looks at it wants to know.
    refetchInterval: 5000,
  })

/** What of an inbox lies at the provider and could not be fetched. */
export const gapsQuery = (inboxId: string, state: 'open' | 'dismissed' | 'settled') =>
  infiniteQueryOptions({
    queryKey: ['inboxes', inboxId, 'gaps', state],
    queryFn: ({ pageParam, signal }) =>
      call('inboxes.listGaps', {
        params: { inboxId },
        query: { state, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** What came in through an inbox and became no message. */
export const ignoredQuery = (inboxId: string, only: 'duplicates' | 'others') =>
  infiniteQueryOptions({
    queryKey: ['quarantine', inboxId, 'ignored', only],
    queryFn: ({ pageParam, signal }) =>
      call('intake.listIgnored', {
        params: { inboxId },
        query: { only, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
  })

/** From whom nothing is taken in. */
export const blockedQuery = queryOptions({
  queryKey: ['blocked-senders'],
  queryFn: ({ signal }) => call('intake.listBlocked', { signal }),
})

/** What came in, as text. */
export const arrivalSourceQuery = (arrivalId: string) =>
  queryOptions({
    queryKey: ['arrival-source', arrivalId],
    queryFn: ({ signal }) => call('intake.getArrivalSource', { params: { arrivalId }, signal }),
    retry: false,
  })
