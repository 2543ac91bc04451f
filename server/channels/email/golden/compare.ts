import { foldQuotes } from '../../../kernel/mime/quotes.ts'
import { findHtmlQuotes } from '../../../kernel/mime/quotes-html.ts'
import { sanitizeHtml } from '../../../kernel/mime/sanitize.ts'
import { htmlToText } from '../../../kernel/mime/text.ts'
import type { Arrival, ArrivalFile, MessageArrival, ReceiptArrival } from '../../channel.ts'
import type { Expected } from './build.ts'

const typesByEnding: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain',
  ics: 'text/calendar',
  eml: 'message/rfc822',
  p7s: 'application/pkcs7-signature',
  p7m: 'application/pkcs7-mime',
  asc: 'application/pgp-signature',
  dat: 'application/vnd.ms-tnef',
}

/** A name alone stands for the type of its ending; another type follows in brackets. */
const withType = (file: string): string =>
  file.endsWith(']') ? file : `${file} [${typesByEnding[file.split('.').at(-1) ?? ''] ?? '?'}]`

const fileIn = ({ name, type, inline }: ArrivalFile): string => `${inline ? 'inline:' : ''}${name} [${type}]`

const without = (text: string, ranges: { from: number; to: number; kind: string }[]): string => {
  let open = ''
  let at = 0
  for (const { from, to, kind } of ranges) {
    if (kind !== 'history') continue
    open += text.slice(at, from)
    at = to
  }
  return open + text.slice(at)
}

const withoutBlankLines = (text: string): string => text.replaceAll(/\s*\n\s*/g, '\n').trim()

/** What is read while the quotations are folded. */
const answerIn = (text: string): string => withoutBlankLines(without(text, foldQuotes(text)))

/** Words alone: neither lines nor marks of quotation nor rules. */
const inOneLine = (text: string): string =>
  text
    .replaceAll(/(^|\n)[> ]+/g, '$1')
    .replaceAll(/-{5,}/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const answerInHtml = (html: string | undefined): string | undefined => {
  if (html === undefined) return undefined
  const safe = sanitizeHtml(html).html
  return inOneLine(htmlToText(without(safe, findHtmlQuotes(safe))))
}

/** Values that end in a hash are compared by their beginning. */
const beginning = (got: string | undefined, wanted: string | undefined): string | undefined =>
  wanted?.endsWith('-') ? got?.slice(0, wanted.length) : got

type Facts = Record<string, unknown>

const messageWanted = (wanted: Expected): Facts => ({
  kind: 'message',
  from: wanted.from ?? 'hanako@customer.example',
  name: wanted.name,
  subject: wanted.subject,
  text: wanted.text ?? '',
  answer: withoutBlankLines(wanted.answer ?? wanted.text ?? ''),
  html: wanted.html,
  htmlAnswer: wanted.htmlAnswer === undefined ? undefined : inOneLine(wanted.htmlAnswer),
  files: (wanted.files ?? []).map(withType),
  threadKeys: wanted.threadKeys ?? [],
  machine: wanted.machine,
  context: wanted.context,
  recipients: wanted.recipients,
  forwarded: wanted.forwarded,
  ...(wanted.messageKey ? { messageKey: wanted.messageKey } : {}),
  ...(wanted.occurredAt ? { occurredAt: wanted.occurredAt } : {}),
})

const messageSeen = (arrival: MessageArrival, wanted: Expected): Facts => ({
  kind: 'message',
  from: beginning(arrival.from[0].value, wanted.from),
  name: arrival.from[0].name,
  subject: arrival.subject,
  text: arrival.text.trim(),
  answer: answerIn(arrival.text),
  html: wanted.html && arrival.html?.includes(wanted.html) ? wanted.html : arrival.html,
  htmlAnswer: wanted.htmlAnswer === undefined ? undefined : answerInHtml(arrival.html),
  files: arrival.files.map(fileIn),
  threadKeys: arrival.threadKeys,
  machine: arrival.automatic,
  context: arrival.context,
  recipients: arrival.recipients?.map(({ role, address }) =>
    [role, address.value, address.name].filter(Boolean).join(' '),
  ),
  forwarded: arrival.forwarded && [arrival.forwarded.from.value, arrival.forwarded.subject].join(': '),
  ...(wanted.messageKey ? { messageKey: beginning(arrival.messageKey, wanted.messageKey) } : {}),
  ...(wanted.occurredAt ? { occurredAt: arrival.occurredAt.toISOString() } : {}),
})

const receiptWanted = ({ state, messageKey, byRecipients, failed, cause, reason }: Expected): Facts => ({
  kind: 'receipt',
  state,
  messageKey,
  byRecipients,
  failed,
  cause,
  ...(reason ? { reason } : {}),
})

const receiptSeen = (
  { state, messageKey, byRecipients, recipients, cause, reason }: ReceiptArrival,
  wanted: Expected,
): Facts => ({
  kind: 'receipt',
  state,
  messageKey,
  byRecipients,
  failed: recipients?.map(({ address }) => address),
  cause,
  ...(wanted.reason ? { reason: wanted.reason.test(reason?.ja ?? '') ? wanted.reason : reason?.ja } : {}),
})

/** All that an arrival says, and all that it had to say: what an expectation leaves out is empty. */
export const compare = (arrival: Arrival, wanted: Expected): { seen: Facts; wanted: Facts } => {
  const expected =
    wanted.kind === 'receipt'
      ? receiptWanted(wanted)
      : wanted.kind === 'ignored'
        ? { kind: 'ignored' }
        : messageWanted(wanted)
  const seen =
    arrival.kind === 'receipt'
      ? receiptSeen(arrival, wanted)
      : arrival.kind === 'ignored'
        ? { kind: 'ignored' }
        : messageSeen(arrival, wanted)
  return { seen, wanted: expected }
}
