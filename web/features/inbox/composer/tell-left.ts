import type { QueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import { noticeStore, sayUntilSeen } from '../../../app/notices/notices.ts'
import type { Go } from './bring-back.ts'
import type { Mode } from './drafts.ts'

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

/** Says on every screen that a message was not taken, since nobody looks at its conversation any more. */
export function tellLeft(
  { cache, t, go }: Screen,
  { id, conversationId, mode }: Left,
  answered: boolean,
): void {
  const name = cache.getQueryData(conversationQuery(conversationId).queryKey)?.customer.name ?? ''
  const text = mode === 'note' ? t('composer.left.note', { name }) : t('composer.left.reply', { name })
  sayUntilSeen({
    id: noticeOf(id),
    text: answered ? t('composer.left.answered', { name }) : text,
    action: { label: t('composer.left.open'), run: () => void go(`/inbox/${conversationId}?status=any`) },
  })
}

/** It is taken now, or a draft again. */
export const untellLeft = (id: string): void => noticeStore.hide(noticeOf(id))
