import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { mergeMessage, type TimelineData } from '../../../api/live/merge-timeline.ts'
import { draftQuery, messagesQuery } from '../../../api/reads/conversations.ts'
import type { Message } from '../../../api/types.ts'
import { drafts } from './drafts.ts'
import { restoreDraft } from './restore-draft.ts'
import { firstPlace } from './place.ts'

/** Opens an address of the app. */
export type Go = (href: string) => unknown

/**
 * Takes a message back that has not left; its words are a draft again, here and on the server. Where its conversation
 * went with it, the form for a first message opens with everything.
 */
export async function bringBack(
  cache: QueryClient,
  message: Pick<Message, 'id' | 'conversationId'>,
  go: Go,
): Promise<void> {
  const { id, conversationId } = message
  // What was begun since is put below the words that come back: by the server, so it must have it.
  await drafts.flush(conversationId)
  await drafts.flush(firstPlace(undefined))
  const base = drafts.of(conversationId)
  const { withdrawn, withdrawnFrom, ...cancelled } = await call('conversations.undoReply', {
    params: { messageId: id },
    body: {},
  })
  if (withdrawn) {
    drafts.forget(conversationId)
    drafts.forget(firstPlace(withdrawnFrom ?? undefined))
    go(withdrawnFrom ? `/new-message?customer=${withdrawnFrom}` : '/new-message')
    return
  }
  cache.setQueryData<TimelineData>(
    messagesQuery(conversationId).queryKey,
    (old) => old && mergeMessage(old, cancelled),
  )
  const draft = await cache.fetchQuery({ ...draftQuery(conversationId), staleTime: 0 })
  if (draft) await restoreDraft(conversationId, draft, base)
}
