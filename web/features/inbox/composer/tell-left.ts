import type { QueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import { noticeStore, sayUntilSeen } from '../../../app/notices/notices.ts'
import type { Go } from './bring-back.ts'
import { drafts, type Mode } from './drafts.ts'

interface Left {
  id: string
  conversationId: string
  mode: Mode
}

interface Screen {
  cache: QueryClient
  t: TFunction<'inbox'>
  go: Go
}

const noticeOf = (id: string) => `left ${id}`

/** What was not taken while its conversation was looked at, by the message's id. */
const seen = new Map<string, { conversationId: string; asked: boolean; tell(): void }>()

drafts.onLeft((place) => {
  for (const [id, { conversationId, tell }] of seen) {
    if (conversationId !== place) continue
    seen.delete(id)
    tell()
  }
})

/**
 * Says on every screen that a message was not taken: at once where nobody looks at its conversation any more, else once
 * it is left, since whoever goes on at once has not seen it.
 */
export function tellLeft(
  { cache, t, go }: Screen,
  { id, conversationId, mode }: Left,
  asks?: 'answered' | 'checks',
): void {
  const tell = () => {
    const name = cache.getQueryData(conversationQuery(conversationId).queryKey)?.customer.name ?? ''
    const text = mode === 'note' ? t('composer.left.note', { name }) : t('composer.left.reply', { name })
    sayUntilSeen({
      id: noticeOf(id),
      text:
        asks === 'answered'
          ? t('composer.left.answered', { name })
          : asks === 'checks'
            ? t('composer.left.checks', { name })
            : text,
      action: { label: t('composer.left.open'), run: () => void go(`/inbox/${conversationId}?status=any`) },
    })
  }
  if (drafts.isOpen(conversationId)) seen.set(id, { conversationId, asked: asks !== undefined, tell })
  else tell()
}

/** It is taken now, or a draft again. */
export const untellLeft = (id: string): void => {
  seen.delete(id)
  noticeStore.hide(noticeOf(id))
}

/** It was read why nothing was sent: nothing is to be said of it any more. */
export const untellAnswered = (place: string): void => {
  for (const [id, { conversationId, asked }] of seen) if (asked && conversationId === place) seen.delete(id)
}
