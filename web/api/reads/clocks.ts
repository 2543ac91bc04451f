import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** What was promised in a conversation, and how it is counted. Pushed when it changes; what counts goes on meanwhile. */
export const clocksQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['clocks', conversationId],
    queryFn: ({ signal }) => call('sla.listClocks', { params: { conversationId }, signal }),
  })
