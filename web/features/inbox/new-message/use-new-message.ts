import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { asProblem, type ApiProblem } from '../../../api/problem.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import type { CustomerDetail, Request } from '../../../api/types.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { bringBack } from '../composer/bring-back.ts'
import type { EditorHandle } from '../composer/editor-handle.ts'
import { type Field, wrongIn } from '../composer/recipients.ts'
import type { SendOptions } from '../composer/send-letter.ts'
import { uploads } from '../composer/uploads.ts'
import { useUploads } from '../composer/use-uploads.ts'
import { htmlForMail } from '../composer/written.ts'

/** What a first message is made of beside its words, which live in the editor. */
export interface Letter extends Record<Field, string[]> {
  inboxId: string
  subject: string
}

/** Where the words wait while the plain field becomes the rich one. It belongs to no conversation yet. */
export const place = 'new-message'

const nowhere = () => Promise.resolve()

/** Mail addresses of a customer; the first is the one to write to. */
const mailsOf = (customer: CustomerDetail | undefined): string[] =>
  // not-a-channel: the kind of an address
  customer?.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value) ?? []

/** Sends a first message once and opens its conversation; gives why it was not taken. */
function useStart() {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const undoSeconds = useQuery(workspaceQuery).data?.undoSeconds ?? 0
  const key = useRef(crypto.randomUUID())
  return async (
    body: NonNullable<Request<'conversations.startConversation'>['body']>,
  ): Promise<ApiProblem | undefined> => {
    try {
      const idempotencyKey = key.current
      const { id, messageId } = await call('conversations.startConversation', { body, idempotencyKey })
      const takeBack = () => bringBack(cache, { id: messageId, conversationId: id }).catch(sayProblem)
      if (body.sendAt) say(t('composer.scheduled'))
      else if (undoSeconds > 0)
        sayDone({
          id: `send ${messageId}`,
          text: t('start.sending'),
          seconds: undoSeconds,
          countDown: true,
          undo: () => void takeBack(),
        })
      await navigate({ href: `/inbox/${id}?status=any` } as never)
      return undefined
    } catch (error) {
      const problem = asProblem(error)
      // After an answer the next attempt is another message; without one it may be the same, which is taken once.
      if (problem.status !== 0) key.current = crypto.randomUUID()
      return problem
    }
  }
}

/** Writes first to a customer: what is filled in, what is wrong with it, and its way out. */
export function useNewMessage(customer: CustomerDetail | undefined, firstInbox: string | undefined) {
  const start = useStart()
  const handle = useRef<EditorHandle>(null)
  const files = useUploads(place, 'reply', nowhere)
  const [letter, setLetter] = useState<Letter>({
    inboxId: firstInbox ?? '',
    subject: '',
    to: mailsOf(customer).slice(0, 1),
    cc: [],
    bcc: [],
  })
  const [tried, setTried] = useState(0)
  const [empty, setEmpty] = useState(true)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const wrong = wrongIn(letter)

  const bodyOf = (options: SendOptions) => {
    const { text = '', html = null } = handle.current?.read() ?? {}
    const known = mailsOf(customer).some((own) =>
      letter.to.some((one) => one.toLowerCase() === own.toLowerCase()),
    )
    return {
      ...letter,
      text,
      attachmentIds: uploads.kept(uploads.placeOf(place, 'reply')).map((file) => file.id),
      ...(customer && known ? { customerId: customer.id } : {}),
      ...(html === null ? {} : { html: htmlForMail(html) }),
      ...(options.sendAt ? { sendAt: options.sendAt } : {}),
    }
  }
  const send = async (options: SendOptions): Promise<void> => {
    setTried((times) => times + 1)
    if (wrong || letter.inboxId === '' || (handle.current?.isEmpty() ?? true)) return
    setBusy(true)
    setProblem(await start(bodyOf(options)))
    setBusy(false)
  }
  return {
    handle,
    files,
    letter,
    change: (part: Partial<Letter>) => setLetter((old) => ({ ...old, ...part })),
    onChange: () => setEmpty(handle.current?.isEmpty() ?? true),
    send,
    busy: busy || files.uploads.some((one) => !one.kept && !one.problem),
    empty,
    tried,
    wrong: tried > 0 ? wrong : undefined,
    problem,
  }
}

export type NewMessage = ReturnType<typeof useNewMessage>
