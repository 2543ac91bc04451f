import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListData } from '../../../api/live/merge-list.ts'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type { ConversationDetail } from '../../../api/types.ts'

function fromLists(cache: QueryClient, conversationId: string): ConversationDetail | undefined {
  for (const [, data] of cache.getQueriesData<ListData>({ queryKey: ['conversations'] })) {
    const row = data?.pages.flatMap((page) => page.items).find((one) => one.id === conversationId)
    // What only the conversation's own page knows comes with it. Nearly every one can be answered, so the composer
    // opens for that: it would jump if it said something else first.
    if (row) return { ...row, followerIds: [], following: false, channel: '', canReply: true }
  }
  return undefined
}

/** A conversation; painted at once from a list that has its row. */
export function useConversation(conversationId: string) {
  const cache = useQueryClient()
  return useQuery({
    ...conversationQuery(conversationId),
    placeholderData: () => fromLists(cache, conversationId),
    staleTime: 30_000,
  })
}
