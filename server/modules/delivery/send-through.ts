import type { Address, ChannelHost, OutgoingMessage, SendResult } from '../../channels/channel.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import { EMAIL, emailOf } from '../customers/index.ts'
import { threadKeysOf, type OutgoingRow } from '../conversations/index.ts'
import { mailRoute, type Route } from './route-message.ts'

/** What sending needs of the process: the host that islands get. */
export interface Sender {
  host: ChannelHost
}

const ATTEMPT_MS = 5 * 60_000

/** Hands a message to its channel; where the customer can't be reached there, to a mail inbox. The route may change. */
export const sendThrough = async (
  db: WorkspaceDb,
  row: OutgoingRow,
  route: Route,
  repeated: boolean,
  sender: Sender,
): Promise<SendResult> => {
  const result = await attempt(db, row, route, repeated, sender, row.recipients)
  if (result.outcome !== 'elsewhere') return result
  const email = await emailOf(db, row.customerId)
  const mail = email ? await mailRoute(db, route.inbox) : undefined
  // Nobody to tell: the message stays in the thread, where the customer finds it when they come back.
  if (!email || !mail) return { outcome: 'sent' }
  const ready = mail.channel.ready?.(mail.inbox) ?? true
  if (ready !== true)
    return {
      outcome: 'unreachable',
      reason: mail.inbox.language === 'ja' ? ready.ja : ready.en,
      retryAfterSeconds: 600,
    }
  const to = [
    { role: 'to' as const, kind: EMAIL, value: email, name: row.customerName },
    ...row.recipients.filter((r) => r.role !== 'to'),
  ]
  Object.assign(route, mail)
  return attempt(db, row, mail, repeated, sender, to)
}

const attempt = async (
  db: WorkspaceDb,
  row: OutgoingRow,
  route: Route,
  repeated: boolean,
  sender: Sender,
  recipients: OutgoingRow['recipients'],
): Promise<SendResult> => {
  const message = await toOutgoing(db, row, repeated, recipients)
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<SendResult>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({
          outcome: 'unreachable',
          reason: 'The channel did not answer within five minutes.',
          maybeSent: true,
        }),
      ATTEMPT_MS,
    )
  })
  return Promise.race([route.channel.send(message, route.inbox, sender.host), timeout]).finally(() =>
    clearTimeout(timer),
  )
}

const toOutgoing = async (
  db: WorkspaceDb,
  row: OutgoingRow,
  repeated: boolean,
  recipients: OutgoingRow['recipients'],
): Promise<OutgoingMessage> => {
  const addresses = (role: string): Address[] =>
    recipients
      .filter((r) => r.role === role)
      .map((r) => ({ kind: r.kind, value: r.value, ...(r.name ? { name: r.name } : {}) }))
  return {
    id: row.id,
    conversationId: row.conversationId,
    reference: String(row.number),
    text: row.text,
    ...(row.html === null ? {} : { html: row.html }),
    subject: row.subject,
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    files: row.files.flatMap(({ fileId, contentId, ...file }) =>
      fileId === null
        ? []
        : [{ ...file, ...(contentId === null ? {} : { contentId }), open: () => openFile(db, fileId) }],
    ),
    author: { name: row.actorName },
    createdAt: row.at,
    thread: {
      keys: await threadKeysOf(db, row.conversationId),
      ...(row.answers?.key ? { answers: row.answers.key } : {}),
    },
    ...(row.answers
      ? {
          quoted: {
            author: row.answers.author,
            at: new Date(row.answers.at),
            text: row.answers.text,
            ...(row.answers.html ? { html: row.answers.html } : {}),
          },
        }
      : {}),
    repeated,
    automatic: row.automatic,
  }
}
