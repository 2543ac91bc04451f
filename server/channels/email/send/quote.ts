import { escapeText } from '../../../kernel/mime/escape-text.ts'
import { foldQuotes } from '../../../kernel/mime/quotes.ts'
import { sanitizeHtml } from '../../../kernel/mime/sanitize.ts'
import type { OutgoingMessage, Quoted } from '../../channel.ts'
import type { Account } from '../account.ts'
import { say } from '../words.ts'

/** Text as HTML with its lines. */
export const lines = (text: string): string => escapeText(text).replaceAll('\n', '<br>\n')

/** `2026年11月22日(日) 10:00 山田 花子:` or `On Sun, 22 Nov 2026, 10:00 JST, Hanako wrote:`, in the workspace's time. */
const attribution = ({ author, at }: Quoted, language: string, timeZone: string): string => {
  const who = author.replaceAll(/\s+/g, ' ').trim()
  const day = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' } as const
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const ja = new Intl.DateTimeFormat('ja-JP', { ...day, ...time, timeZone }).format(at)
  const en = new Intl.DateTimeFormat('en-GB', {
    ...day,
    month: 'short',
    ...time,
    timeZone,
    timeZoneName: 'short',
  }).format(at)
  return say(language, { ja: `${ja} ${who}:`, en: `On ${en}, ${who} wrote:` })
}

const quoteText = (text: string): string =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n')

/** A text without the history that its own program put below it: that is quoted by itself, once. */
const withoutHistory = (text: string): string => {
  let left = text
  for (const { from, to, kind } of foldQuotes(text).toReversed())
    if (kind === 'history') left = left.slice(0, from) + left.slice(to)
  return left.trimEnd()
}

/** What is quoted below a mail, newest first. */
export const quotedIn = (message: OutgoingMessage, { settings }: Account): Quoted[] => {
  const { quoted, history = [] } = message
  if (settings.quote === 'none' || message.automatic || !quoted) return []
  if (settings.quote === 'last') return [quoted]
  return [quoted, ...history].map(({ author, at, text }) => ({ author, at, text: withoutHistory(text) }))
}

/** One quotation as text and as HTML. */
export const quote = (
  one: Quoted,
  { timeZone, language: theirs }: Pick<OutgoingMessage, 'timeZone' | 'language'>,
  { language }: Account,
): { text: string; html: string } => {
  const head = attribution(one, theirs ?? language, timeZone)
  // The customer's own HTML goes back to where it came from, but through our hands: nothing active may pass.
  const old =
    one.html === undefined ? lines(one.text) : sanitizeHtml(one.html, { remoteImages: 'allow' }).html
  return {
    text: `${head}\n${quoteText(one.text)}`,
    html: `<br><div class="gmail_quote"><div class="gmail_attr">${escapeText(head)}</div><blockquote style="margin:0 0 0 8px;border-left:1px solid #cccccc;padding-left:8px">${old}</blockquote></div>`,
  }
}
