import type { Arrival, ReceiptArrival } from '../../channel.ts'
import type { Account } from '../account.ts'
import { isOwnMessageId, ownMessageIdsIn } from '../threads/tokens.ts'
import type { Words } from '../words.ts'
import { readAddresses } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import { type Headers, readHeaders } from './headers.ts'
import { whichMachine } from './is-automatic.ts'
import type { Mail } from './read-mail.ts'
import { type Complaint, readComplaint } from './read-report-complaint.ts'
import { readNotification, type Notification } from './read-report-notification.ts'
import { explainFailure, holdsStatus, type Status, statusesIn, tellsStatus } from './read-report-status.ts'
import {
  failedAddresses,
  type Notice,
  noticeText,
  readNotice,
  refusalLine,
  returnedPart,
} from './read-report-text.ts'
import {
  isDaemon,
  mailSystem,
  refusing,
  speaksOfDelay,
  speaksOfFailure,
  writerOf,
} from './read-report-words.ts'

type Recipients = NonNullable<ReceiptArrival['recipients']>

const complained: Words = {
  en: 'The recipient’s mail provider reports that this email was marked as spam. Do not write there again without asking.',
  ja: '受信者のメール会社から、このメールが迷惑メールとして報告されたとの通知がありました。再度送信する前に、お客様のご意向をご確認ください。',
}
const delayed: Words = {
  en: 'Delivery is delayed. The other mail server keeps trying.',
  ja: '配信が遅れています。相手先のメールサーバーが再送を続けています。',
}

/** Message-IDs of ours anywhere in the body or in what came with it. */
const quotedIds = (mail: Mail, account: Account): string[] =>
  [mail.text, ...mail.parts.map(({ content }) => content.toString('latin1', 0, 65_536))].flatMap((text) =>
    ownMessageIdsIn(account, text),
  )

/** The Message-ID that a report is about: from the returned header, else from where careless servers put it. */
const reportedId = (mail: Mail, account: Account, returned?: Headers): string | undefined => {
  const [id] = messageIdsIn((returnedPart(mail) ?? returned)?.first('message-id') ?? '')
  if (id && isOwnMessageId(account, id)) return id
  const referred = [
    ...messageIdsIn(mail.headers.first('in-reply-to')),
    ...messageIdsIn(mail.headers.first('references')).toReversed(),
  ]
  const quoted = quotedIds(mail, account)[0] ?? referred.find((one) => isOwnMessageId(account, one))
  return quoted ?? id ?? referred[0]
}

/** Whom a report was sent to: us, under whichever address. */
const ourAddresses = (mail: Mail, account: Account): string[] => [
  account.settings.address,
  ...['to', 'delivered-to'].flatMap((name) =>
    readAddresses(mail.headers.first(name)).map(({ address }) => address),
  ),
]

const receipt = (
  about: { mail: Mail; account: Account; at: Date; returned?: Headers | undefined },
  news: Pick<ReceiptArrival, 'state' | 'reason'> & {
    recipients: Recipients
    cause?: ReceiptArrival['cause']
  },
): ReceiptArrival => {
  const messageKey = reportedId(about.mail, about.account, about.returned)
  const { recipients, ...rest } = news
  return {
    kind: 'receipt',
    ...(messageKey ? { messageKey } : {}),
    ...rest,
    ...(recipients.length > 0 ? { recipients } : {}),
    occurredAt: about.at,
  }
}

const named = (address: string, words: Words): Words =>
  address ? { en: `${address}: ${words.en}`, ja: `${address}: ${words.ja}` } : words

/** Everybody whom a mail did not reach, each with the reason; the first one's stands for the whole. */
const bounce = (about: Parameters<typeof receipt>[0], failed: readonly Status[], otherwise: string) => {
  const all = failed.map((one) => ({
    address: one.address,
    ...explainFailure(one.said, one.status, otherwise),
  }))
  const recipients = all.filter(({ address }) => address !== '').slice(0, 50)
  const [first] = all
  const reason = first && named(first.address, first.reason)
  const cause = first?.cause ?? 'soft'
  return receipt(about, { state: 'bounced', ...(reason ? { reason } : {}), cause, recipients })
}

type About = Parameters<typeof receipt>[0]

/** What a report for machines says, recipient by recipient. */
const fromStatuses = (about: About, statuses: readonly Status[], notice: Notice): Arrival | undefined => {
  const of = (...actions: string[]) => statuses.filter(({ action }) => actions.includes(action))
  const failed = of('failed')
  if (failed.length > 0) {
    const said = refusalLine(notice.own)
    const whole = failed.map((one) => ({ ...one, said: one.said || said }))
    // Careless programs fill the group in for nobody; their text names somebody.
    const nobody = whole.every(({ address }) => address === '')
    return nobody ? undefined : bounce(about, whole, notice.own)
  }
  const recipients = of('delayed').map(({ address }) => ({ address }))
  if (recipients.length > 0) return receipt(about, { state: 'delayed', reason: delayed, recipients })
  if (of('delivered', 'relayed', 'expanded').length > 0)
    return receipt(about, { state: 'delivered', recipients: [] })
  return undefined
}

const fromText = (about: About, notice: Notice): Arrival => {
  const { mail, account } = about
  const listed = mail.headers.all('x-failed-recipients').flatMap((value) => readAddresses(value))
  const returned = notice.returned ?? returnedPart(mail)
  const found =
    listed.length > 0
      ? listed.map(({ address }) => address)
      : failedAddresses(notice.own, returned, ourAddresses(mail, account))
  const whole = { ...about, returned }
  if (speaksOfDelay(mail.headers.text('subject'), notice.own))
    return receipt(whole, {
      state: 'delayed',
      reason: delayed,
      recipients: found.map((address) => ({ address })),
    })
  const said = refusalLine(notice.own)
  const failed = found.length > 0 ? found : ['']
  return bounce(
    whole,
    failed.map((address) => ({ address, action: 'failed', status: '', said })),
    notice.own,
  )
}

const fromComplaint = (about: About, complaint: Complaint): Arrival => {
  if (complaint.type === 'not-spam')
    return {
      kind: 'ignored',
      reason: {
        en: 'A mail provider reports that a mail of ours is no spam.',
        ja: '当社のメールが迷惑メールではないという、メール事業者からの報告です。',
      },
    }
  const recipients = complaint.addresses.map((address) => ({
    address,
    cause: 'complaint' as const,
    reason: complained,
  }))
  return receipt(
    { ...about, returned: complaint.returned },
    // What failed a check of its sender was nobody's complaint: the message shows it, no address is marked.
    complaint.type === 'auth-failure' || complaint.type === 'dmarc'
      ? { state: 'complained', cause: 'soft', recipients: [] }
      : { state: 'complained', cause: 'complaint', reason: complained, recipients },
  )
}

const fromNotification = (about: About, { kind, recipients, messageId }: Notification): Arrival => {
  const returned = readHeaders(Buffer.from(messageId ? `Message-ID: ${messageId}\n\n` : '\n', 'latin1'))
  const whole = { ...about, returned }
  const found = recipients
    .map(({ emailAddress }) => readAddresses(emailAddress)[0]?.address ?? '')
    .filter(Boolean)
  if (kind === 'bounced')
    return bounce(
      whole,
      recipients.map(({ status = '', diagnosticCode = '' }, at) => ({
        address: found[at] ?? '',
        action: 'failed',
        status,
        said: diagnosticCode,
      })),
      '',
    )
  if (kind === 'complained') return fromComplaint(about, { type: 'abuse', addresses: found, returned })
  if (kind === 'delayed')
    return receipt(whole, {
      state: 'delayed',
      reason: delayed,
      recipients: found.map((address) => ({ address })),
    })
  return kind === 'delivered'
    ? receipt(whole, { state: 'delivered', recipients: [] })
    : {
        kind: 'ignored',
        reason: {
          en: 'A mail service’s notice that changes nothing.',
          ja: '対応の必要がない、メール配信サービスからの通知です。',
        },
      }
}

/** RFC 8098: the customer's program says that the mail was shown. */
const fromDisposition = (about: About): Arrival => {
  const { mail, account, at } = about
  const part = mail.parts.find(({ type }) => type === 'message/disposition-notification')
  const fields = readHeaders(part?.content ?? Buffer.alloc(0))
  const messageKey = messageIdsIn(fields.first('original-message-id'))[0] ?? reportedId(mail, account)
  if (!messageKey)
    return {
      kind: 'ignored',
      reason: {
        en: 'A read receipt that names no message.',
        ja: 'どのメールに対するものか分からない開封確認です。',
      },
    }
  if (/displayed/i.test(fields.first('disposition')))
    return { kind: 'receipt', messageKey, state: 'read', occurredAt: at }
  return {
    kind: 'ignored',
    reason: {
      en: 'A receipt that says neither delivered nor read.',
      ja: '配信も開封も示していない通知です。',
    },
  }
}

/**
 * True for a bounce in free text, as Exim, Google and the Japanese carriers write them: a mail system sent it, and it
 * speaks of a failure in words of its own. Where other machines write from such addresses, too, the mail must come back
 * with it or the refusing server be quoted. A person's letter is none, whatever it quotes; nor is an absence notice.
 */
const isFreeTextBounce = (mail: Mail, account: Account, notice: Notice): boolean => {
  const { headers } = mail
  const from = writerOf(headers)
  const sender = mailSystem(headers)
  const machine = whichMachine(headers, account, { from, files: 0 })
  if (sender === undefined && machine === undefined) return false
  const comesBack = notice.returned !== undefined || returnedPart(mail) !== undefined
  const words =
    speaksOfFailure(headers.text('subject')) ||
    speaksOfFailure(notice.own.slice(0, 5000)) ||
    speaksOfDelay(headers.text('subject'), notice.own)
  if (sender === 'system') return words || comesBack || refusing.test(notice.own)
  if (!words) return false
  const refuses = refusing.test(notice.own)
  if (sender === 'likely' && machine !== 'absence')
    return (
      comesBack || refuses || speaksOfFailure(headers.text('subject')) || quotedIds(mail, account).length > 0
    )
  return comesBack && (machine !== 'absence' || refuses)
}

/** What a delivery report, a complaint or a read receipt says about a message of ours; undefined for any other mail. */
export const readReportMail = (mail: Mail, account: Account, at: Date): Arrival | undefined => {
  const about: About = { mail, account, at }
  if (
    mail.reportType === 'disposition-notification' ||
    mail.parts.some(({ type }) => type === 'message/disposition-notification')
  )
    return fromDisposition(about)
  const complaint = readComplaint(mail)
  if (complaint) return fromComplaint(about, complaint)
  const notification = readNotification(mail)
  if (notification) return fromNotification(about, notification)
  const notice = readNotice(noticeText(mail))
  const report = holdsStatus(mail)
  const told = report || isFreeTextBounce(mail, account, notice)
  const known =
    report || (told && tellsStatus(mail)) ? fromStatuses(about, statusesIn(mail), notice) : undefined
  if (known) return known
  if (told) return fromText(about, notice)
  return isDaemon(writerOf(mail.headers))
    ? {
        kind: 'ignored',
        reason: {
          en: 'A mail system’s notice that says nothing about a message of ours.',
          ja: '送信したメールについての情報を含まない、メールシステムからの通知です。',
        },
      }
    : undefined
}
