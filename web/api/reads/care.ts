import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Complaints of a conversation, the newest first. */
export const complaintsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['complaints', conversationId],
    queryFn: ({ signal }) => call('care.listConversationComplaints', { params: { conversationId }, signal }),
  })

/** How much waits for the person. What only time moves is counted again now and then. */
export const careWaitingQuery = queryOptions({
  queryKey: ['care-waiting'],
  queryFn: ({ signal }) => call('care.getCareWaiting', { signal }),
  refetchInterval: 60_000,
})
