import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Request } from '../types.ts'

/** Which of the unsent messages: all, those that wait, or those that failed. */
export type UnsentTab = NonNullable<NonNullable<Request<'delivery.listUnsent'>['query']>['state']>

/** How many outgoing messages somebody should look at. Pushes say when it is to be counted again. */
export const stuckQuery = queryOptions({
  queryKey: ['unsent', 'count'],
  queryFn: async ({ signal }) => (await call('delivery.listUnsent', { query: { limit: 1 }, signal })).stuck,
})

/** Outgoing messages that wait or failed, the newest first, page by page; the counts are those of the first page. */
export const unsentQuery = (state: UnsentTab, inboxId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['unsent', 'list', state, inboxId ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call('delivery.listUnsent', { query: { state, inboxId, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** How many messages of an inbox have not left yet and still will, scheduled ones among them. */
export const waitingQuery = (inboxId: string) =>
  queryOptions({
    queryKey: ['unsent', 'waiting', inboxId],
    queryFn: async ({ signal }) =>
      (await call('delivery.listUnsent', { query: { state: 'waiting', inboxId, limit: 1 }, signal })).waiting,
    staleTime: 0,
  })

/** Every attempt to send a message, with what came of it. */
export const attemptsQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['unsent', 'attempts', messageId],
    queryFn: ({ signal }) => call('delivery.listAttempts', { params: { messageId }, signal }),
  })
