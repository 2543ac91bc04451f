import { createHash } from 'node:crypto'
import { sniffType } from '../../../kernel/mime/sniff.ts'
import type { Address, Arrival, ArrivalFile, MessageArrival, ParseWishes } from '../../channel.ts'
import type { Account } from '../account.ts'
import { ownHeaders } from '../own-headers.ts'
import { isOwnMark } from '../threads/tokens.ts'
import type { Words } from '../words.ts'
import { type MailAddress, mostAddresses, readAddresses, sameAddress } from './addresses.ts'
import { findDate, receivedAt } from './find-date.ts'
import { findForward } from './find-forward.ts'
import { findThreadKeys, messageIdsIn, referenceIn } from './find-thread.ts'
import type { Headers } from './headers.ts'
import { isOwnAddress as isOwn, whichMachine } from './is-automatic.ts'
import { type Mail, readMail } from './read-mail.ts'
import { readReportMail } from './read-report.ts'
import { isDaemon } from './read-report-words.ts'
import { factsOf, sayWhatItIs } from './say-what-it-is.ts'

const asAddress = ({ address, name }: MailAddress): Address => ({
  kind: 'email',
  value: address,
  ...(name ? { name } : {}),
})

/** The addresses of every line of a header; once there are enough, the further lines are not even looked at. */
const list = (headers: Headers, name: string): MailAddress[] => {
  const found: MailAddress[] = []
  for (const line of headers.all(name)) {
    if (found.length >= mostAddresses) break
    found.push(...readAddresses(line))
  }
  return found.slice(0, mostAddresses)
}

/** Who wrote. A group of ours that passes mail on puts its own address into From, and keeps who it was beside it. */
const authorsOf = (headers: Headers, account: Account): MailAddress[] => {
  const named = list(headers, 'from')
  const original = named.some(({ address }) => isOwn(address, account))
    ? list(headers, 'x-original-from')
    : []
  return original.length > 0 ? original : named
}

/** Who is to be answered, and the others whom Reply-To names. Reply-To counts unless it leads back to us. */
const findSender = (
  headers: Headers,
  account: Account,
): { answer?: MailAddress; alsoAnswer: MailAddress[]; from?: MailAddress; others: MailAddress[] } => {
  const authors = authorsOf(headers, account)
  const from = authors[0] ?? list(headers, 'sender')[0]
  const replyTo = list(headers, 'reply-to').filter(({ address }) => !isOwn(address, account))
  const answer = replyTo[0] ?? from ?? list(headers, 'return-path')[0]
  // Programs often repeat the name in From only.
  if (answer && from && !answer.name && from.name && sameAddress(answer.address, from.address))
    answer.name = from.name
  const others = authors.filter(
    ({ address }) =>
      answer !== undefined && !sameAddress(address, answer.address) && !isOwn(address, account),
  )
  return { ...(answer ? { answer } : {}), alsoAnswer: replyTo.slice(1), ...(from ? { from } : {}), others }
}

const filesOf = (mail: Mail): ArrivalFile[] => {
  const shown = shownIn(mail.html ?? '')
  return mail.parts.map(({ name, type, content, contentId }) => ({
    name,
    type: sniffType(content, name, type),
    content,
    ...(contentId ? { contentId } : {}),
    // A picture that the text does not show must appear among the files, whatever its sender's program called it.
    inline: contentId !== undefined && (shown.has(contentId) || shown.has(encodeURIComponent(contentId))),
  }))
}

/** The Content-IDs that a body refers to: looked for once, since a mail may have a thousand parts. */
const shownIn = (html: string): ReadonlySet<string> =>
  new Set(
    Array.from(html.matchAll(/cid:([^\s"'<>]{1,998})/g), ([, id = '']) => id).flatMap((id) => [
      id,
      // As it stands in a style: `url(cid:…)`.
      id.split(')', 1)[0] ?? '',
    ]),
  )

const recipientsOf = (
  headers: Headers,
  account: Account,
  alsoAnswer: MailAddress[],
): NonNullable<MessageArrival['recipients']> => {
  const to = [...list(headers, 'to'), ...alsoAnswer].map((address) => ({
    role: 'to' as const,
    address: asAddress(address),
  }))
  const cc = list(headers, 'cc').map((address) => ({ role: 'cc' as const, address: asAddress(address) }))
  const seen = new Set<string>()
  return [...to, ...cc].filter(({ address }) => {
    const key = address.value.toLowerCase()
    if (seen.has(key) || isOwn(address.value, account)) return false
    seen.add(key)
    return true
  })
}

/** Facts for the agent beside the message. Keys are shown as they are. */
const contextOf = (
  mail: Mail,
  subject: string,
  sender: ReturnType<typeof findSender>,
): Record<string, string> => {
  const reference = referenceIn(subject)
  const differs = sender.from && sender.answer && !sameAddress(sender.from.address, sender.answer.address)
  const cut = mail.headers.first(ownHeaders.cut)
  return {
    ...(reference ? { reference } : {}),
    ...(differs && sender.from ? { from: sender.from.address } : {}),
    ...(cut ? { cut: cut.replaceAll(/\D/g, '') } : {}),
    ...(mail.damaged ? { damaged: 'yes' } : {}),
    ...factsOf(mail),
  }
}

/** What a mail passes on; one of the inbox's own is nobody's letter. */
const forwardedIn = (mail: Mail, account: Account): Pick<MessageArrival, 'forwarded'> => {
  const forward = findForward(mail, account)
  // Nor does a mail system ever become anybody.
  if (!forward || isOwn(forward.from.address, account) || isDaemon(forward.from.address)) return {}
  return { forwarded: { ...forward, from: asAddress(forward.from) } }
}

const hash = (raw: Buffer): string => createHash('sha256').update(raw).digest('hex')

const toMessage = (mail: Mail, raw: Buffer, account: Account, at: Date): MessageArrival => {
  const { headers } = mail
  const sender = findSender(headers, account)
  const subject = headers.text('subject')
  const reached = receivedAt(headers)
  const context = contextOf(mail, subject, sender)
  const recipients = recipientsOf(headers, account, sender.alsoAnswer)
  // Without any address nobody can be answered; an address of its own keeps strangers from becoming one customer.
  const name = headers.text('from')
  const from = sender.answer ?? {
    address: `unknown-${hash(raw).slice(0, 12)}@sender.invalid`,
    ...(name ? { name } : {}),
  }
  const machine = whichMachine(headers, account, { from: from.address, files: mail.parts.length })
  return {
    kind: 'message',
    from: [asAddress(from)],
    verified: false,
    text: mail.text.replaceAll('\u0000', ''),
    ...(mail.html === undefined ? {} : { html: mail.html.replaceAll('\u0000', '') }),
    ...(subject ? { subject } : {}),
    files: filesOf(mail),
    occurredAt: at,
    ...(reached === undefined ? {} : { reachedAt: new Date(reached) }),
    messageKey: messageIdsIn(headers.first('message-id'))[0] ?? `sha256-${hash(raw).slice(0, 32)}`,
    ...(sender.others.length > 0 ? { senders: sender.others.map(asAddress) } : {}),
    ...findThreadKeys(headers, account, subject),
    ...(recipients.length > 0 ? { recipients } : {}),
    ...forwardedIn(mail, account),
    ...(machine ? { automatic: machine } : {}),
    ...(Object.keys(context).length > 0 ? { context } : {}),
  }
}

/** Why one of our own mails is not taken in, or undefined. Marks are signed: nobody else can make us look away. */
const whyIgnored = (headers: Headers, account: Account): Words | undefined => {
  if (headers.all(ownHeaders.probe).some((mark) => isOwnMark(account, mark)))
    return { en: 'A mail of the connection check.', ja: '接続確認用のメールです。' }
  if (headers.all(ownHeaders.mark).some((mark) => isOwnMark(account, mark)))
    return {
      en: 'A mail that this inbox sent came back to it.',
      ja: 'この窓口から送信したメールが戻ってきたものです。',
    }
  return undefined
}

/**
 * Turns a mail into what it means for the inbox: one message, one receipt, or nothing with the reason; where somebody
 * wants it as a message, always that. Throws only for bytes that hold no header field at all.
 */
export const parse = async (
  raw: Buffer,
  account: Account,
  { asMessage = false, wholeSize }: ParseWishes = {},
): Promise<Arrival[]> => {
  const bytes =
    wholeSize === undefined ? raw : Buffer.concat([Buffer.from(`${ownHeaders.cut}: ${wholeSize}\r\n`), raw])
  const mail = sayWhatItIs(await readMail(bytes), account.language)
  if (mail.headers.empty) throw new Error('These bytes are no mail: they hold no header.')
  const at = findDate(mail.headers, new Date())
  if (asMessage) return [toMessage(mail, raw, account, at)]
  const ignored = whyIgnored(mail.headers, account)
  if (ignored) return [{ kind: 'ignored', reason: ignored }]
  return [readReportMail(mail, account, at) ?? toMessage(mail, raw, account, at)]
}
