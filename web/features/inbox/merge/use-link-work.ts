import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { refreshConversation } from '../../../api/live/refresh-conversation.ts'
import { suggestionsQuery } from '../../../api/reads/conversation-links.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { addressWith } from '../../../app/shared/PlainLink.tsx'

type Linked = Output<'conversations.mergeConversation'>

const undoSeconds = 10

/** Merging and splitting conversations, and undoing either: done, said, and shown wherever they stand. */
export function useLinkWork() {
  const { t } = useTranslation('merge')
  const cache = useQueryClient()
  const router = useRouter()
  const { message: _message, ...search } = useSearch({ from: '/shell/inbox' })
  const addressOf = (conversationId: string) => addressWith(`/inbox/${conversationId}`, search)
  const show = (conversationId: string) => void router.navigate({ href: addressOf(conversationId) })
  const refresh = (...ids: string[]) => {
    for (const id of ids) {
      refreshConversation(cache, id)
      // What was suggested before must not stand there for a moment.
      void cache.resetQueries({ queryKey: suggestionsQuery(id).queryKey })
    }
    for (const key of ['conversations', 'counts']) void cache.invalidateQueries({ queryKey: [key] })
  }

  const undo = async (linkId: string, ...ids: string[]) => {
    const { conversation } = await call('conversations.undoConversationLink', {
      params: { linkId },
      body: {},
    })
    refresh(conversation.id, ...ids)
    say(t('conversations.undone'))
  }
  const sayLinked = (linkId: string, text: string, takeBack: () => Promise<void>) =>
    sayDone({
      id: `link ${linkId}`,
      text,
      seconds: undoSeconds,
      undo: () => void takeBack().catch(sayProblem),
    })

  /** What was merged is shown, and told with a way back: to where one was. */
  const merged = ({ linkId, conversation }: Linked, from: { id: string; number: number }, openId: string) => {
    refresh(conversation.id, from.id)
    if (openId !== conversation.id) show(conversation.id)
    sayLinked(linkId, t('conversations.done', { from: from.number, into: conversation.number }), async () => {
      await undo(linkId, conversation.id, from.id)
      if (openId === from.id) show(from.id)
    })
  }
  const split = ({ linkId, conversation }: Linked, fromId: string) => {
    refresh(fromId)
    sayLinked(linkId, t('conversations.split.done', { number: conversation.number }), () =>
      undo(linkId, fromId, conversation.id),
    )
  }
  return { merged, split, undo, addressOf, refresh }
}
