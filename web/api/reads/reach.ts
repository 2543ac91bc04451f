import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** How an answer would reach the customer if it left now; they come and go. */
export const reachQuery = (conversationId: string, newestId: string | undefined) =>
  queryOptions({
    queryKey: ['reach', conversationId, newestId ?? ''],
    queryFn: ({ signal }) => call('delivery.foreseeReach', { params: { conversationId }, signal }),
    staleTime: 10_000,
  })
