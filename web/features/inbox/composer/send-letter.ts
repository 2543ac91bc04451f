import type { QueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { call } from '../../../api/call.ts'
import { addMessage, type TimelineData } from '../../../api/live/merge-timeline.ts'
import { type ApiProblem, asProblem } from '../../../api/problem.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import type { Message, Request } from '../../../api/types.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { bringBack, type Go } from './bring-back.ts'
import { drafts, type Mode, type ModeDraft } from './drafts.ts'
import { letters } from './letters.ts'
import { type Outgoing, outbox } from './outbox.ts'
import { tabOf } from './place.ts'
import { tellLeft, untellAnswered, untellLeft } from './tell-left.ts'
import { uploads } from './uploads.ts'
import { htmlForMail } from './written.ts'

/** Codes of what a message may be refused for until its writer has looked at it. */
export type Confirmed = NonNullable<NonNullable<Request<'conversations.sendReply'>['body']>['confirmed']>

/** How a message is to be sent. */
export interface SendOptions {
  then?: 'open' | 'pending' | 'resolved'
  /** ISO moment; at once when left out. */
  sendAt?: string
  /** Codes of warnings that its writer has looked at. */
  confirmed?: Confirmed
}

/** How a message was to be sent that was refused since somebody wrote in between; and what its writer had seen. */
export interface Conflict {
  options: SendOptions
  /** The newest message when one began to write, and the newest on the screen when it was sent. */
  seenMessageId: string | undefined
  shownMessageId: string | undefined
  /** The messages that were written in between. */
  namedIds: readonly string[]
}

/** How a message was to be sent that should be looked at first, and why. */
export interface Unchecked {
  options: SendOptions
  reasons: ApiProblem['reasons']
}

/** A message that is to be sent, with everything a second attempt needs. */
interface Letter extends Omit<Conflict, 'namedIds'> {
  /** Key under which the server takes it once. */
  id: string
  conversationId: string
  mode: Mode
  draft: ModeDraft
}

/** What sending needs of the screen. */
export interface SendContext {
  conversationId: string
  cache: QueryClient
  t: TFunction<'inbox'>
  agent: { id: string; name: string }
  /** The newest message when one began to write, or had looked at what was new. */
  baseId: string | undefined
  undoSeconds: number
  go: Go
  /** Somebody wrote in between: nothing was sent, the words are a draft again. */
  onConflict(conflict: Conflict): void
  /** There is something to look at first: nothing was sent, the words are a draft again. */
  onChecks(unchecked: Unchecked): void
}

function post({ id, conversationId, mode, draft, options, ...seen }: Letter): Promise<Message> {
  const request = { params: { conversationId }, idempotencyKey: id }
  const attachmentIds = draft.files.map((file) => file.id)
  if (mode === 'note') {
    const body = { text: draft.text, mentions: draft.mentions, attachmentIds }
    return call('conversations.addNote', { ...request, body })
  }
  const { then, sendAt, confirmed } = options
  const { seenMessageId, shownMessageId } = seen
  const { to, cc, bcc } = draft
  return call('conversations.sendReply', {
    ...request,
    body: {
      text: draft.text,
      ...(to ? { to } : {}),
      cc,
      bcc,
      attachmentIds,
      ...(draft.html === null ? {} : { html: htmlForMail(draft.html) }),
      ...(then ? { then } : {}),
      ...(sendAt ? { sendAt } : {}),
      ...(confirmed ? { confirmed } : {}),
      ...(seenMessageId ? { seenMessageId } : {}),
      ...(shownMessageId ? { shownMessageId } : {}),
    },
  })
}

/** Its words are a draft again. */
function toDraft({ id, conversationId, mode, draft }: Letter): void {
  outbox.remove(id)
  untellLeft(id)
  drafts.bringBack(conversationId, mode, draft)
  letters.forget(conversationId, id)
}

const bubble = (context: SendContext, letter: Letter): Outgoing => ({
  id: letter.id,
  conversationId: letter.conversationId,
  kind: letter.mode === 'note' ? 'note' : 'outbound',
  author: context.agent.name,
  text: letter.draft.text,
  startedAt: Date.now(),
  state: 'sending',
  retry: () => attempt(context, letter),
  discard: () => toDraft(letter),
})

function taken({ cache, t, undoSeconds, go }: SendContext, letter: Letter, message: Message): void {
  const { queryKey } = messagesQuery(letter.conversationId)
  outbox.remove(letter.id)
  letters.forget(letter.conversationId, letter.id)
  drafts.answered(letter.conversationId, true)
  cache.setQueryData<TimelineData>(queryKey, (old) => old && addMessage(old, message))
  if (letter.mode === 'note') return
  if (message.receipt === 'awaiting') say(t('composer.awaiting'))
  else if (letter.options.sendAt) say(t('composer.scheduled'))
  else if (undoSeconds > 0) {
    sayDone({
      id: `send ${message.id}`,
      text: letter.options.then === 'resolved' ? t('composer.sentResolved') : t('composer.sent'),
      seconds: undoSeconds,
      countDown: true,
      undo: () => void bringBack(cache, message, go).catch(sayProblem),
    })
  }
}

function refused(context: SendContext, letter: Letter, error: unknown): void {
  const problem = asProblem(error)
  if (problem.code === 'conversations.answered-meanwhile') {
    toDraft(letter)
    // What was said may not have been pushed yet.
    const { queryKey } = messagesQuery(letter.conversationId)
    void context.cache.invalidateQueries({ queryKey })
    context.onConflict({ ...letter, namedIds: problem.reasons.map(({ id }) => String(id)) })
    tellLeft(context, letter, 'answered')
    return
  }
  if (problem.code === 'conversations.checks') {
    toDraft(letter)
    context.onChecks({ options: letter.options, reasons: problem.reasons })
    tellLeft(context, letter, 'checks')
    return
  }
  outbox.put({ ...bubble(context, letter), state: 'failed', problem })
  drafts.answered(letter.conversationId, false)
  tellLeft(context, letter)
}

function attempt(context: SendContext, letter: Letter): void {
  const { id, conversationId, mode, draft } = letter
  outbox.put(bubble(context, letter))
  untellLeft(id)
  letters.keep(conversationId, { id, mode, draft, at: Date.now() })
  // A draft that is being saved arrives first: after the message it would be a draft for good.
  drafts
    .settled(conversationId)
    .then(() => post(letter))
    .then(
      (message) => taken(context, letter, message),
      (error: unknown) => refused(context, letter, error),
    )
}

/** Sends what the composer holds: shown at once, taken back for a while, never twice. */
export function sendLetter(context: SendContext, mode: Mode, draft: ModeDraft, options: SendOptions): void {
  const { cache, conversationId, baseId } = context
  const timeline = cache.getQueryData<TimelineData>(messagesQuery(conversationId).queryKey)
  const shownMessageId = timeline?.pages[0]?.messages.at(-1)?.id
  const seenMessageId = baseId ?? shownMessageId
  untellAnswered(conversationId)
  const id = crypto.randomUUID()
  attempt(context, { id, conversationId, mode, draft, options, seenMessageId, shownMessageId })
  uploads.clear(tabOf(conversationId, mode))
  drafts.clear(conversationId, mode)
}
