import type { QueryClient } from '@tanstack/react-query'
import type { TimelineData } from './merge-timeline.ts'

/** Reads a conversation anew: messages went into it or out of it, at any place. Of its timeline the newest page. */
export function refreshConversation(cache: QueryClient, conversationId: string): void {
  cache.setQueryData<TimelineData>(
    ['messages', conversationId],
    (old) => old && { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) },
  )
  for (const key of ['conversation', 'messages', 'conversation-links'])
    void cache.invalidateQueries({ queryKey: [key, conversationId] })
}
