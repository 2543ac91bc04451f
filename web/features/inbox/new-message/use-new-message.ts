import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { asProblem, type ApiProblem } from '../../../api/problem.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import type { CustomerDetail, Inbox, Request } from '../../../api/types.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { bringBack } from '../composer/bring-back.ts'
import { drafts } from '../composer/drafts.ts'
import type { EditorHandle } from '../composer/editor-handle.ts'
import { emptyMode } from '../composer/local-draft.ts'
import { tabOf } from '../composer/place.ts'
import { type Field, wrongIn } from '../composer/recipients.ts'
import type { SendOptions } from '../composer/send-letter.ts'
import { uploads } from '../composer/uploads.ts'
import { useSaveOnHide } from '../composer/use-draft-sync.ts'
import { useUploads } from '../composer/use-uploads.ts'
import { htmlForMail, type Written } from '../composer/written.ts'
import { forgetDraft } from './discard-draft.ts'

/** What a first message is made of beside its words, which live in the editor. */
export interface Letter extends Record<Field, string[]> {
  inboxId: string
  subject: string
}

/** Mail addresses of a customer; the first is the one to write to. */
const mailsOf = (customer: CustomerDetail | undefined): string[] =>
  // not-a-channel: the kind of an address
  customer?.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value) ?? []

/** What stands beside the words when the form opens: what was begun, or what can be known. */
function letterOf(place: string, customer: CustomerDetail | undefined, inboxes: readonly Inbox[]): Letter {
  const { reply, letter } = drafts.of(place)
  const chosen = inboxes.find(({ id }) => id === letter?.inboxId) ?? inboxes[0]
  return {
    inboxId: chosen?.id ?? '',
    subject: letter?.subject ?? '',
    to: reply.to ?? mailsOf(customer).slice(0, 1),
    cc: reply.cc,
    bcc: reply.bcc,
  }
}

/** Sends a first message once and opens its conversation; gives why it was not taken. */
function useStart() {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const undoSeconds = useQuery(workspaceQuery).data?.undoSeconds ?? 0
  const key = useRef(crypto.randomUUID())
  return async (
    body: NonNullable<Request<'conversations.startConversation'>['body']>,
    onTaken: () => void,
  ): Promise<ApiProblem | undefined> => {
    try {
      const idempotencyKey = key.current
      const { id, messageId, receipt } = await call('conversations.startConversation', {
        body,
        idempotencyKey,
      })
      onTaken()
      const go = (href: string) => navigate({ href } as never)
      const takeBack = () => bringBack(cache, { id: messageId, conversationId: id }, go).catch(sayProblem)
      if (receipt === 'awaiting') say(t('composer.awaiting'))
      else if (body.sendAt) say(t('composer.scheduled'))
      else if (undoSeconds > 0)
        sayDone({
          id: `send ${messageId}`,
          text: t('start.sending'),
          seconds: undoSeconds,
          countDown: true,
          undo: () => void takeBack(),
        })
      await go(`/inbox/${id}?status=any`)
      return undefined
    } catch (error) {
      const problem = asProblem(error)
      // After an answer the next attempt is another message; without one it may be the same, which is taken once.
      if (problem.status !== 0) key.current = crypto.randomUUID()
      return problem
    }
  }
}

/** Keeps what is written, on the server and here, as it is kept in a conversation; gives how it is collected. */
function useKept(place: string, handle: RefObject<EditorHandle | null>, letter: RefObject<Letter>) {
  const collect = useCallback(() => {
    const written = handle.current?.read()
    if (!written) return
    const { inboxId, subject, ...people } = letter.current
    const files = uploads.kept(tabOf(place, 'reply'))
    drafts.put(place, {
      mode: 'reply',
      reply: { ...written, ...people, files },
      note: emptyMode,
      letter: { inboxId: inboxId || null, subject },
    })
  }, [place, handle, letter])
  // A layout effect: when the form is left, the words are read before the editor goes.
  useLayoutEffect(() => drafts.attach(place, collect), [place, collect])
  useSaveOnHide(place)
  return collect
}

interface Whole {
  place: string
  customer: CustomerDetail | undefined
  letter: Letter
  written: Written | undefined
}

/** What is sent: the customer is named only while it goes to an address of theirs. */
function bodyOf({ place, customer, letter, written }: Whole, { sendAt, confirmed }: SendOptions) {
  const { text = '', html = null } = written ?? {}
  const to = new Set(letter.to.map((one) => one.toLowerCase()))
  const known = mailsOf(customer).some((own) => to.has(own.toLowerCase()))
  return {
    ...letter,
    text,
    attachmentIds: uploads.kept(tabOf(place, 'reply')).map((file) => file.id),
    draftFor: customer?.id ?? null,
    ...(customer && known ? { customerId: customer.id } : {}),
    ...(html === null ? {} : { html: htmlForMail(html) }),
    ...(sendAt ? { sendAt } : {}),
    ...(confirmed ? { confirmed } : {}),
  }
}

/** Writes first to a customer: what is filled in, what is wrong with it, and its way out. */
export function useNewMessage(
  place: string,
  customer: CustomerDetail | undefined,
  inboxes: readonly Inbox[],
) {
  const start = useStart()
  const handle = useRef<EditorHandle>(null)
  const files = useUploads(place, 'reply')
  const [letter, setLetter] = useState(() => letterOf(place, customer, inboxes))
  // Beside the state, since what is saved must be the newest, whatever React has drawn by then.
  const latest = useRef(letter)
  const collect = useKept(place, handle, latest)
  const [tried, setTried] = useState(0)
  const [empty, setEmpty] = useState(() => drafts.of(place).reply.text.trim() === '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const [last, setLast] = useState<SendOptions>({})
  const wrong = wrongIn(letter)

  const send = async (options: SendOptions): Promise<void> => {
    setTried((times) => times + 1)
    if (wrong || letter.inboxId === '' || (handle.current?.isEmpty() ?? true)) return
    setBusy(true)
    setLast(options)
    // Nothing of the draft arrives after it was sent.
    await drafts.flush(place)
    const written = handle.current?.read()
    setProblem(await start(bodyOf({ place, customer, letter, written }, options), () => forgetDraft(place)))
    setBusy(false)
  }
  return {
    handle,
    files,
    letter,
    collect,
    change(part: Partial<Letter>): void {
      latest.current = { ...latest.current, ...part }
      setLetter(latest.current)
      drafts.touch(place)
    },
    onChange(): void {
      setEmpty(handle.current?.isEmpty() ?? true)
      drafts.touch(place)
    },
    send,
    busy: busy || files.uploads.some((one) => !one.kept && !one.problem),
    empty,
    tried,
    wrong: tried > 0 ? wrong : undefined,
    problem,
    /** What should be looked at first. */
    unchecked:
      problem?.code === 'conversations.checks' ? { options: last, reasons: problem.reasons } : undefined,
    mend: () => setProblem(undefined),
  }
}

export type NewMessage = ReturnType<typeof useNewMessage>
