import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { addMessage, type TimelineData } from '../../../api/live/merge-timeline.ts'
import { asProblem } from '../../../api/problem.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import type { Message } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.tsx'
import { bringBack } from './bring-back.ts'
import { drafts, type Mode, type ModeDraft } from './drafts.ts'
import { outbox } from './outbox.ts'
import { htmlForMail } from './written.ts'

/** How a message is to be sent. */
export interface SendOptions {
  then?: 'open' | 'pending' | 'resolved'
  /** ISO moment; at once when left out. */
  sendAt?: string
  /** Although somebody wrote in between. */
  anyway?: boolean
}

/** Somebody wrote while we did; nothing has been sent. */
export interface Conflict {
  options: SendOptions
}

interface Letter {
  id: string
  mode: Mode
  draft: ModeDraft
  options: SendOptions
  seenMessageId: string | undefined
}

/** Sends what the composer holds: shown at once, taken back for a while, never twice. */
export function useSend(conversationId: string) {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const { agent } = useMe()
  const undoSeconds = useQuery(workspaceQuery).data?.undoSeconds ?? 0
  const [conflict, setConflict] = useState<Conflict>()
  const { queryKey } = messagesQuery(conversationId)

  const newestSeen = () => cache.getQueryData<TimelineData>(queryKey)?.pages[0]?.messages.at(-1)?.id

  const post = ({ id, mode, draft, options, seenMessageId }: Letter): Promise<Message> => {
    const request = { params: { conversationId }, idempotencyKey: id }
    const attachmentIds = draft.files.map((file) => file.id)
    if (mode === 'note') {
      const body = { text: draft.text, mentions: draft.mentions, attachmentIds }
      return call('conversations.addNote', { ...request, body })
    }
    const html = draft.html === null ? {} : { html: htmlForMail(draft.html) }
    const { then, sendAt, anyway = false } = options
    return call('conversations.sendReply', {
      ...request,
      body: {
        text: draft.text,
        ...html,
        cc: draft.cc,
        bcc: draft.bcc,
        attachmentIds,
        anyway,
        ...(then ? { then } : {}),
        ...(sendAt ? { sendAt } : {}),
        ...(seenMessageId ? { seenMessageId } : {}),
      },
    })
  }
  const toDraft = ({ mode, draft }: Letter) => drafts.restore(conversationId, { ...draft, mode }, draft.files)

  const taken = (letter: Letter, message: Message) => {
    outbox.remove(letter.id)
    cache.setQueryData<TimelineData>(queryKey, (old) => old && addMessage(old, message))
    if (letter.mode === 'note') return
    if (letter.options.sendAt) say(t('composer.scheduled'))
    else if (undoSeconds > 0) {
      sayDone({
        id: `send ${message.id}`,
        text: letter.options.then === 'resolved' ? t('composer.sentResolved') : t('composer.sent'),
        seconds: undoSeconds,
        countDown: true,
        undo: () => void bringBack(cache, message).catch(sayProblem),
      })
    }
  }
  const refused = (letter: Letter, error: unknown) => {
    const problem = asProblem(error)
    if (problem.code === 'conversations.answered-meanwhile') {
      outbox.remove(letter.id)
      toDraft(letter)
      setConflict({ options: letter.options })
      return
    }
    outbox.put({ ...shown(letter), state: 'failed', problem })
  }
  const attempt = (letter: Letter): void => {
    outbox.put(shown(letter))
    post(letter).then(
      (message) => taken(letter, message),
      (error: unknown) => refused(letter, error),
    )
  }
  const shown = (letter: Letter) => ({
    id: letter.id,
    conversationId,
    kind: letter.mode === 'note' ? ('note' as const) : ('outbound' as const),
    author: agent.name,
    text: letter.draft.text,
    startedAt: Date.now(),
    state: 'sending' as const,
    retry: () => attempt(letter),
    discard: () => {
      outbox.remove(letter.id)
      toDraft(letter)
    },
  })
  const send = (mode: Mode, draft: ModeDraft, options: SendOptions): void => {
    setConflict(undefined)
    attempt({ id: crypto.randomUUID(), mode, draft, options, seenMessageId: newestSeen() })
    drafts.clear(conversationId, mode)
  }
  return { send, conflict, dismiss: () => setConflict(undefined) }
}
