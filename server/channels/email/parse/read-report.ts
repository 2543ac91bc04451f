import type { Arrival } from '../../channel.ts'
import type { Account } from '../account.ts'
import { explainRefusal, readRefusal } from '../failure-words.ts'
import { isOwnMessageId, ownMessageIdsIn } from '../threads/tokens.ts'
import type { Words } from '../words.ts'
import { readAddresses } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import { type Headers, readHeaders } from './headers.ts'
import { whyAutomatic } from './is-automatic.ts'
import type { Mail } from './read-mail.ts'

const returnedTypes = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
]

/** Message-IDs of ours anywhere in the body or in what came with it. */
const quotedIds = (mail: Mail, account: Account): string[] =>
  [mail.text, ...mail.parts.map(({ content }) => content.toString('latin1', 0, 65_536))].flatMap((text) =>
    ownMessageIdsIn(account, text),
  )

/** The Message-ID that a report is about: from the returned headers, else from where careless servers put it. */
const reportedId = (mail: Mail, account: Account): string | undefined => {
  for (const part of mail.parts) {
    if (!returnedTypes.includes(part.type)) continue
    const id = messageIdsIn(readHeaders(part.content).first('message-id'))[0]
    if (id) return id
  }
  const quoted = quotedIds(mail, account)[0]
  if (quoted) return quoted
  return [
    ...messageIdsIn(mail.headers.first('in-reply-to')),
    ...messageIdsIn(mail.headers.first('references')).toReversed(),
  ][0]
}

/** A group for each recipient: this much of them says what there is to say. */
const longestReport = 65_536

/** Per-recipient groups of RFC 3464; the first group is about the message as a whole. */
const statusGroups = (mail: Mail): Headers[] =>
  mail.parts
    .filter(
      (part) => part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status',
    )
    .flatMap((part) => part.content.toString('latin1', 0, longestReport).split(/\r?\n\s*\r?\n/))
    .map((group) => readHeaders(Buffer.from(`${group.trim()}\n\n`, 'latin1')))
    .filter((group) => group.has('action') || group.has('final-recipient'))

const recipientOf = (group: Headers): string =>
  (group.first('final-recipient') || group.first('original-recipient'))
    .replace(/^[^;]*;\s*/, '')
    .replaceAll(/[<>]/g, '')

const bounceReason = (group: Headers | undefined, mail: Mail): Words => {
  const said = group?.text('diagnostic-code') || firstRefusalLine(mail.text)
  const status = /[245]\.\d+\.\d+/.exec(group?.first('status') ?? '')?.[0]
  const known = said ? readRefusal(said) : { text: mail.text.slice(0, 1500), quote: '' }
  const words = explainRefusal({ ...known, ...(status && !status.endsWith('.0.0') ? { status } : {}) })
  const recipient = group ? recipientOf(group) : ''
  return recipient ? { en: `${recipient}: ${words.en}`, ja: `${recipient}: ${words.ja}` } : words
}

/** The line of a free-text bounce that carries the refusing server's answer. */
const firstRefusalLine = (text: string): string =>
  text.split('\n').find((line) => /\b[45]\d\d[ -]|\b[45]\.\d\.\d{1,2}\b/.test(line)) ?? ''

const deliveryReport = (mail: Mail, account: Account, at: Date): Arrival => {
  const groups = statusGroups(mail)
  const failed = groups.find((group) => group.first('action').toLowerCase().startsWith('failed'))
  const action = (failed ?? groups[0])?.first('action').toLowerCase().split(/\s/)[0] ?? 'failed'
  if (action === 'delayed')
    return { kind: 'ignored', reason: 'A mail server reports a delay and goes on trying.' }
  const messageKey = reportedId(mail, account)
  if (!messageKey) return { kind: 'ignored', reason: 'A delivery report that names no message.' }
  if (!failed && ['delivered', 'relayed', 'expanded'].includes(action))
    return { kind: 'receipt', messageKey, state: 'delivered', occurredAt: at }
  return {
    kind: 'receipt',
    messageKey,
    state: 'bounced',
    reason: bounceReason(failed ?? groups[0], mail),
    occurredAt: at,
  }
}

/** RFC 8098: the customer's program says that the mail was shown. */
const readReport = (mail: Mail, account: Account, at: Date): Arrival => {
  const part = mail.parts.find(({ type }) => type === 'message/disposition-notification')
  const fields = readHeaders(part?.content ?? Buffer.alloc(0))
  const messageKey = messageIdsIn(fields.first('original-message-id'))[0] ?? reportedId(mail, account)
  if (!messageKey) return { kind: 'ignored', reason: 'A read receipt that names no message.' }
  if (/displayed/i.test(fields.first('disposition')))
    return { kind: 'receipt', messageKey, state: 'read', occurredAt: at }
  return { kind: 'ignored', reason: 'A receipt that says neither delivered nor read.' }
}

const bounceWords =
  /undeliver|delivery (?:status|fail|notif|report)|returned mail|return(?:ed)? to sender|failure notice|mail (?:delivery |system )?(?:failed|failure|error)|error sending your mail|(?:could|can) ?not be delivered|unable to deliver|не доставлено|unzustellbar|non remis|配信(?:不能|でき|エラー|失敗)|送信(?:でき|エラー|失敗)|不達|届け(?:られ|でき)ません|エラー(?:メール|通知)/i

const isMailSystem = (headers: Headers): boolean =>
  headers.has('x-failed-recipients') ||
  /mailer-daemon|postmaster@|mail delivery (?:sub)?system/i.test(headers.text('from'))

/**
 * A bounce in free text, as Exim, Google and the Japanese carriers write them: a machine sent it, it speaks of a
 * failure, and it quotes a Message-ID of ours or refers to one. An absence notice does neither.
 */
const isFreeTextBounce = (mail: Mail, account: Account): boolean => {
  const system = isMailSystem(mail.headers)
  const from = readAddresses(mail.headers.first('from'))[0]?.address ?? ''
  if (!system && whyAutomatic(mail.headers, account, from) === undefined) return false
  const failure = bounceWords.test(mail.headers.text('subject')) || bounceWords.test(mail.text.slice(0, 1000))
  if (!failure && !system) return false
  const referred = [
    ...messageIdsIn(mail.headers.first('in-reply-to')),
    ...messageIdsIn(mail.headers.first('references')),
  ]
  return quotedIds(mail, account).length > 0 || (system && referred.some((id) => isOwnMessageId(account, id)))
}

/** What a delivery or read report says about a message of ours; undefined when the mail is no such report. */
export const readReportMail = (mail: Mail, account: Account, at: Date): Arrival | undefined => {
  const holds = (type: string) => mail.parts.some((part) => part.type === type)
  if (mail.reportType === 'disposition-notification' || holds('message/disposition-notification'))
    return readReport(mail, account, at)
  if (
    mail.reportType === 'delivery-status' ||
    (mail.type === 'multipart/report' && holds('message/delivery-status'))
  )
    return deliveryReport(mail, account, at)
  return isFreeTextBounce(mail, account) || holds('message/delivery-status')
    ? deliveryReport(mail, account, at)
    : undefined
}
