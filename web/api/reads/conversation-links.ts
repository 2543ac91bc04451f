import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Merges and splits of a conversation, newest first, undone ones included. */
export const linksQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversation-links', conversationId],
    queryFn: ({ signal }) =>
      call('conversations.listConversationLinks', { params: { conversationId }, signal }),
    staleTime: 0,
  })

/** What merging one conversation into another would do, as it is at this moment. */
export const conversationMergeQuery = (conversationId: string, intoId: string) =>
  queryOptions({
    queryKey: ['conversation-merge', conversationId, intoId],
    queryFn: ({ signal }) =>
      call('conversations.previewConversationMerge', { params: { conversationId, intoId }, signal }),
    staleTime: 0,
  })

/** Earlier conversations that a conversation may go on, with the reason. */
export const suggestionsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversation-suggestions', conversationId],
    queryFn: ({ signal }) => call('conversations.listSuggestions', { params: { conversationId }, signal }),
    staleTime: 0,
  })
