import type { Arrival, ReceiptArrival } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { Words } from '../words.ts'
import { readAddresses } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import { type Headers, readHeaders } from './headers.ts'
import type { Mail } from './read-mail.ts'
import { aboutOf } from './read-report-about.ts'
import { type Complaint, readComplaint } from './read-report-complaint.ts'
import { isFreeTextBounce, isReport, ourAddresses } from './read-report-kind.ts'
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
import { isDaemon, speaksOfDelay, writerOf } from './read-report-words.ts'

type Recipients = NonNullable<ReceiptArrival['recipients']>

const complained: Words = {
  en: 'The recipient’s mail provider reports that this email was marked as spam. Do not write there again without asking.',
  ja: '受信者のメール会社から、このメールが迷惑メールとして報告されたとの通知がありました。再度送信する前に、お客様のご意向をご確認ください。',
}
const delayed: Words = {
  en: 'Delivery is delayed. The other mail server keeps trying.',
  ja: '配信が遅れています。相手先のメールサーバーが再送を続けています。',
}

const receipt = (
  about: { mail: Mail; account: Account; at: Date; returned?: Headers | undefined },
  news: Pick<ReceiptArrival, 'state' | 'reason'> & {
    recipients: Recipients
    cause?: ReceiptArrival['cause']
  },
): ReceiptArrival => {
  const { recipients, ...rest } = news
  return {
    kind: 'receipt',
    ...aboutOf(about.mail, about.account, about.returned),
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

const fromNotification = (about: About, { kind, recipients, returned: header }: Notification): Arrival => {
  const returned = readHeaders(Buffer.from(`${header}\n\n`, 'latin1'))
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
  const messageKey = messageIdsIn(fields.first('original-message-id'))[0] ?? aboutOf(mail, account).messageKey
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

const notOurs: Arrival = {
  kind: 'ignored',
  reason: {
    en: 'A mail system’s notice that says nothing about a message of ours.',
    ja: '送信したメールについての情報を含まない、メールシステムからの通知です。',
  },
}

/** What a delivery report, a complaint or a read receipt says about a message of ours; undefined for any other mail. */
export const readReportMail = (mail: Mail, account: Account, at: Date): Arrival | undefined => {
  const about: About = { mail, account, at }
  const report = isReport(mail, account)
  if (report && mail.parts.some(({ type }) => type === 'message/disposition-notification'))
    return fromDisposition(about)
  const complaint = readComplaint(mail, report)
  if (complaint) return fromComplaint(about, complaint)
  const notification = report ? readNotification(mail) : undefined
  if (notification) return fromNotification(about, notification)
  const notice = readNotice(noticeText(mail))
  const holds = report && holdsStatus(mail)
  const told = holds || isFreeTextBounce(mail, account, notice)
  const whole: About = { ...about, returned: notice.returned }
  const known =
    told && (holds || tellsStatus(mail)) ? fromStatuses(whole, statusesIn(mail), notice) : undefined
  if (known) return known
  if (told) return fromText(about, notice)
  return isDaemon(writerOf(mail.headers)) ? notOurs : undefined
}
