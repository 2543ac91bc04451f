import type { Readable } from 'node:stream'
import type { Address, ChannelHost, OutgoingMessage, Quoted, SendResult } from '../../channels/channel.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { errorText } from '../../kernel/errors.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import { EMAIL } from '../customers/index.ts'
import { spokenBefore, threadKeysOf, type OutgoingRow, type SpokenRow } from '../conversations/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { keepAddresses, lacking } from './keep-addresses.ts'
import { keepKeys, keyAhead } from './keep-keys.ts'
import { keepRoute } from './queries/deliveries.ts'
import { mailInstead, NO_MAIL } from './mail-instead.ts'
import type { Route } from './route-message.ts'

/** What sending needs of the process: the host that islands get. */
export interface Sender {
  host: ChannelHost
}

/** A message on its way to its channel. */
export interface Sending {
  row: OutgoingRow
  /** It becomes another one where mail takes over. */
  route: Route
  /** Addresses, in lower case, that have it from earlier attempts. */
  accepted: readonly string[]
  repeated: boolean
}

const ATTEMPT_MS = 5 * 60_000
/** The slowest line that files are given time for, in bytes a millisecond: 1 Mbit/s that all lanes of an inbox share. */
const SLOWEST = 15
/** What files grow by as mail. */
const CODED = 1.37
/** How long a channel may take to say how far it came when the time is over. */
const GRACE_MS = 10_000

/** How long an attempt may take with these files, in ms. */
const patienceFor = (files: readonly { size: number }[]): number =>
  ATTEMPT_MS + Math.ceil((files.reduce((sum, { size }) => sum + size, 0) * CODED) / SLOWEST)

/** What an attempt came to. `held`: nothing was sent, and it waits until somebody connects or sets up an inbox. */
export type Outcome = SendResult | { outcome: 'held'; reason: Sentence }

const NO_ANSWER: Sentence = {
  en: 'The receiving side did not respond in time. The message may have been sent.',
  ja: '時間内に送信先からの応答がありませんでした。送信済みの可能性があります。',
}
const BROKEN: Sentence = {
  en: 'Something unexpected went wrong while sending, and was logged. The message may have been sent.',
  ja: '送信中に予期しない問題が発生しました（ログに記録済み）。送信済みの可能性があります。',
}
const FILES_AWAY: Sentence = {
  en: 'The database could not be reached while the attachments were read, so nothing was sent. It is tried again automatically.',
  ja: '添付ファイルの読み込み中にデータベースに接続できなかったため、送信していません。自動的に再試行します。',
}
const FILE_GONE: Sentence = {
  en: 'An attachment of this message is not kept any more, so nothing was sent. Write a new reply and attach the file again.',
  ja: '添付ファイルの内容が残っていないため、送信していません。新しい返信を作成し、ファイルを添付し直してください。',
}
const NO_ADDRESS: Sentence = {
  en: 'This customer has no email address. Add one on their page, then resend this.',
  ja: 'このお客様のメールアドレスが登録されていません。お客様情報に追加してから再送してください。',
}

/** Hands a message to its channel; where the customer can't be reached there, to a mail inbox. The route may change. */
export const sendThrough = async (db: WorkspaceDb, sending: Sending, sender: Sender): Promise<Outcome> => {
  const { row, route, accepted } = sending
  // Whoever wrote it believes that the file goes along.
  if (row.files.some(({ fileId }) => fileId === null)) return { outcome: 'refused', reason: FILE_GONE }
  const result = await attempt(db, sending, row.recipients, sender)
  if (result.outcome !== 'elsewhere') return result
  const { given, email, mail, staysThere } = await mailInstead(db, row, route)
  if (!email || !mail) return staysThere ? { outcome: 'sent' } : withoutMail(email)
  const ready = mail.channel.ready?.(mail.inbox) ?? true
  if (ready !== true)
    return staysThere
      ? { outcome: 'unreachable', reason: ready, retryAfterSeconds: 600 }
      : { outcome: 'held', reason: ready }
  const [only] = given
  const to =
    given.length > 1
      ? given
      : [{ role: 'to' as const, kind: EMAIL, value: email, name: only?.name ?? row.customerName }]
  const recipients = [...to, ...row.recipients.filter((r) => r.role !== 'to')]
  Object.assign(route, mail)
  // Known before anything leaves: mail that was lost on its way is not sent twice.
  await db.tx((tx) =>
    Promise.all([
      keepRoute(tx, row.id, mail.inbox.id),
      keepKeys(tx, row, mail, keyAhead(row.id, mail)),
      keepAddresses(tx, mail.inbox.id, row.id, lacking(recipients, accepted)),
    ]),
  )
  return attempt(db, sending, recipients, sender)
}

const withoutMail = (email: string | undefined): Outcome =>
  email ? { outcome: 'held', reason: NO_MAIL } : { outcome: 'refused', reason: NO_ADDRESS }

const attempt = (
  db: WorkspaceDb,
  sending: Sending,
  recipients: OutgoingRow['recipients'],
  sender: Sender,
): Promise<SendResult> =>
  handOver(db, (open) => toOutgoing(db, sending, recipients, open), sending.route, sender)

/**
 * Hands a letter to its channel, within the time that its files take, and says what became of it. `letter` puts it
 * together, with what opens its files.
 */
export const handOver = async (
  db: WorkspaceDb,
  letter: (open: (fileId: string) => Readable) => Promise<OutgoingMessage>,
  route: Route,
  sender: Sender,
): Promise<SendResult> => {
  // A file that can't be read for want of the database is no fault of the file.
  let filesAway = false
  const message = await letter((fileId) =>
    openFile(db, fileId).once('error', (error) => (filesAway ||= isAway(error))),
  )
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => {
      timer = setTimeout(
        () => resolve({ outcome: 'unreachable', reason: NO_ANSWER, maybeSent: true }),
        GRACE_MS,
      )
      // Whoever is told that it may have been sent must not have it sent afterwards.
      over.abort()
    }, patienceFor(message.files))
  })
  const result = await Promise.race([hand(db, message, route, sender, over.signal), timeout]).finally(() =>
    clearTimeout(timer),
  )
  return result.outcome === 'refused' && filesAway ? { outcome: 'unreachable', reason: FILES_AWAY } : result
}

/** An island must not throw; when it does, nobody can say whether the message left. */
const hand = async (
  db: WorkspaceDb,
  message: OutgoingMessage,
  route: Route,
  sender: Sender,
  over: AbortSignal,
): Promise<SendResult> => {
  try {
    return await route.channel.send(message, route.inbox, sender.host, over)
  } catch (error) {
    db.kernel.log.error({ messageId: message.id, error: errorText(error) }, 'a channel failed while sending')
    return {
      outcome: 'unreachable',
      reason: BROKEN,
      maybeSent: true,
    }
  }
}

const quotedOf = ({ author, at, text, html }: SpokenRow): Quoted => ({
  author,
  at: new Date(at),
  text,
  ...(html ? { html } : {}),
})

const toOutgoing = async (
  db: WorkspaceDb,
  { row, route: { channel, inbox }, accepted, repeated }: Sending,
  recipients: OutgoingRow['recipients'],
  open: (fileId: string) => Readable,
): Promise<OutgoingMessage> => {
  const addresses = (role: string): Address[] =>
    recipients
      .filter((r) => r.role === role)
      .map((r) => ({ kind: r.kind, value: r.value, ...(r.name ? { name: r.name } : {}) }))
  const { answers } = row
  const [keys, workspace, history] = await db.together((reading) =>
    Promise.all([
      threadKeysOf(reading, row.conversationId, { without: row.id }),
      row.timeZone ? undefined : getWorkspace(reading),
      answers && channel.wantsHistory?.(inbox)
        ? spokenBefore(reading, row.conversationId, answers.id)
        : undefined,
    ]),
  )
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
    ...(accepted.length > 0 ? { accepted } : {}),
    files: row.files.flatMap(({ fileId, contentId, ...file }) =>
      fileId === null
        ? []
        : [{ ...file, ...(contentId === null ? {} : { contentId }), open: () => open(fileId) }],
    ),
    author: { name: row.actorName, ...(row.signature ? { signature: row.signature } : {}) },
    createdAt: row.at,
    ...(row.customerLanguage ? { language: row.customerLanguage.toLowerCase() } : {}),
    timeZone: row.timeZone ?? (workspace as { timeZone: string }).timeZone,
    thread: { keys, ...(answers?.key ? { answers: answers.key } : {}) },
    ...(answers ? { quoted: quotedOf(answers) } : {}),
    ...(history ? { history: history.map(quotedOf) } : {}),
    repeated,
    automatic: row.automatic,
  }
}
