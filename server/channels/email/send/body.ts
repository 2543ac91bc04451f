import { escapeText } from '../../../kernel/mime/escape-text.ts'
import { sanitizeHtml } from '../../../kernel/mime/sanitize.ts'
import type { OutgoingMessage } from '../../channel.ts'
import type { Account } from '../account.ts'
import { say } from '../words.ts'

/** A mail's two forms; `html` only when the message was written with formatting. */
export interface OutgoingBody {
  text: string
  html?: string
}

const lines = (text: string): string => escapeText(text).replaceAll('\n', '<br>\n')

/** `2026年11月22日(日) 10:00 山田 花子:` or `On Sun, 22 Nov 2026, 01:00 UTC, Hanako wrote:`. */
const attribution = ({ author, at }: NonNullable<OutgoingMessage['quoted']>, language: string): string => {
  const who = author.replaceAll(/\s+/g, ' ').trim()
  const day = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' } as const
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const ja = new Intl.DateTimeFormat('ja-JP', { ...day, ...time, timeZone: 'Asia/Tokyo' }).format(at)
  const en = new Intl.DateTimeFormat('en-GB', { ...day, month: 'short', ...time, timeZone: 'UTC' }).format(at)
  return say(language, { ja: `${ja} ${who}:`, en: `On ${en} UTC, ${who} wrote:` })
}

const quoteText = (text: string): string =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n')

/** What was written, then the signature, then what it answers. */
export const bodyOf = (message: OutgoingMessage, account: Account): OutgoingBody => {
  const { signature, quote } = account.settings
  const quoted = quote === 'last' && !message.automatic ? message.quoted : undefined
  const head = quoted ? attribution(quoted, account.language) : ''
  const text = [
    message.text.trimEnd(),
    ...(signature ? [signature.trimEnd()] : []),
    ...(quoted ? [`${head}\n${quoteText(quoted.text)}`] : []),
  ].join('\n\n')
  if (message.html === undefined) return { text: `${text}\n` }
  // The customer's own HTML goes back to where it came from, but through our hands: nothing active may pass.
  const old =
    quoted?.html === undefined
      ? lines(quoted?.text ?? '')
      : sanitizeHtml(quoted.html, { remoteImages: 'allow' }).html
  const html = [
    `<div>${message.html}</div>`,
    ...(signature ? [`<div><br>${lines(signature.trimEnd())}</div>`] : []),
    ...(quoted
      ? [
          `<br><div class="gmail_quote"><div class="gmail_attr">${escapeText(head)}</div><blockquote style="margin:0 0 0 8px;border-left:1px solid #cccccc;padding-left:8px">${old}</blockquote></div>`,
        ]
      : []),
  ].join('\n')
  return { text: `${text}\n`, html }
}
