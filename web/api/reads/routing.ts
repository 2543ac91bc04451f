import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Conversation } from '../types.ts'

/** The queues in their order, with what waits in them. */
export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: ({ signal }) => call('routing.listQueues', { signal }),
  // What waits is another all the time, and nothing of it is pushed.
  staleTime: 0,
  refetchInterval: 15_000,
})

/** How much a person holds at a time, and what conversations count for. */
export const routingSettingsQuery = queryOptions({
  queryKey: ['routing-settings'],
  queryFn: ({ signal }) => call('routing.getRoutingSettings', { signal }),
  staleTime: 0,
})

/** True while a queue may be about to give it to somebody. */
const isOffered = ({ status, assigneeId, waitingSince }: Conversation): boolean =>
  status === 'open' && assigneeId === null && waitingSince !== null

/** Where a conversation waits, and who got it when and why: read anew with each change of it, and again while it waits. */
export const routingQuery = (conversation: Conversation) =>
  queryOptions({
    queryKey: ['routing', conversation.id, conversation.version],
    queryFn: ({ signal }) =>
      call('routing.getRouting', { params: { conversationId: conversation.id }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    // It comes into a queue a moment after it begins to wait; where there is none for it, nobody looks for ever.
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (!isOffered(conversation)) return false
      if (data?.place) return 10_000
      return dataUpdateCount < 4 ? 3000 : false
    },
  })
