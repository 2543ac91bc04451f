import { senderNames, separatorKind, startsHeaderBlock } from '../../../kernel/mime/quote-headers.ts'
import { type MailAddress, readAddresses } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import { readHeaders } from './headers.ts'
import type { Mail } from './mail.ts'

/** A mail that passes another one on. */
export interface Forward {
  /** Who wrote the inner one. */
  from: MailAddress
  /** Its Message-ID, where it was passed on whole. */
  messageKey?: string
  /** The subject without the words that say that it was passed on. */
  subject: string
}

const forwardMark =
  /^\s*(?:(?:fwd?|wg|tr|rv|vb|vl|pd|enc|doorst|doorgestuurd|i|i̇lt|[İi]lt|trs|πρθ|továbbít(?:ás|va|ott)|הועבר|chuyển tiếp|إعادة توجيه|転送|转发|轉寄|轉發|전달|пересл)\s*[:：]|\[fwd:?\s*([^\]]*)\]|[【［(（[]転送[】］)）\]])\s*/i
const replyMark =
  /^\s*(?:re|aw|sv|antw|odp|res|rif|ref|rép|ynt|r|返信|回复|答复|回覆|答覆|답장|회신|отв)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/i
const fromField = new RegExp(`^[>\\s*]*(?:${senderNames})\\s?[*]?\\s?[:：](.*)$`, 'i')
const address = /[^\s<>[\]"'():;,＜＞]{1,64}@[^\s<>[\]"'():;,＜＞]{1,255}/

/** What may stand above a mail that is passed on without a word in its subject that says so. */
const longestRemark = 300
const mostLines = 400

/** A subject without its marks of passing on; undefined where it bears none in front. */
const withoutMark = (subject: string): string | undefined => {
  const [mark, inside] = forwardMark.exec(subject) ?? []
  return mark === undefined ? undefined : `${inside ?? ''}${subject.slice(mark.length)}`.trim()
}

/** Address and name of a line like `差出人: "山田 花子" <hanako@example.jp>`. */
const senderIn = (line: string): MailAddress | undefined => {
  const value = fromField.exec(line.slice(0, 500))?.[1]
  const found = value === undefined ? undefined : address.exec(value.replaceAll(/mailto:/gi, ''))?.[0]
  if (value === undefined || found === undefined) return undefined
  const name = value
    .slice(0, Math.max(0, value.indexOf(found)))
    .replaceAll(/mailto:|["'<[(＜*]/gi, ' ')
    .trim()
  return { address: found.toLowerCase(), ...(name && !name.includes('@') ? { name } : {}) }
}

/** The whole mail among the parts, where there is one alone. */
const inside = ({ parts }: Mail): Forward | undefined => {
  const mails = parts.filter(({ type }) => type === 'message/rfc822')
  const [only] = mails
  if (!only || mails.length > 1) return undefined
  const headers = readHeaders(only.content.subarray(0, 65_536))
  const [from] = readAddresses(headers.first('from'))
  const [messageKey] = messageIdsIn(headers.first('message-id'))
  return from && { from, ...(messageKey ? { messageKey } : {}), subject: headers.text('subject') }
}

/** Where the passed on words begin, who wrote them, and whether a line says that they are passed on. */
const below = (text: string): { remark: string; from: MailAddress; said: boolean } | undefined => {
  const lines = text.split('\n', mostLines).map((line) => line.replace(/^(?:\s?[>＞])+\s?/, ''))
  for (const [at, line] of lines.entries()) {
    const said = separatorKind(line) === 'forward'
    const original = said || separatorKind(line) === 'quote'
    if (!original && !startsHeaderBlock(lines, at)) continue
    const next = original ? lines.slice(at + 1, at + 9) : [line]
    const from = next.map(senderIn).find((one) => one !== undefined)
    if (from) return { remark: lines.slice(0, at).join('\n').trim(), from, said }
  }
  return undefined
}

/**
 * Recognises a mail that passes another one on, and who wrote that: by its subject (Fwd, FW, WG, TR, RV, 転送) together with a
 * whole mail or a header block in it, or by that alone where hardly a word stands above. An answer (`Re:`) is none, though it
 * quotes a header block as Outlook does. Undefined where the inner sender can't be told.
 */
export const findForward = (mail: Mail): Forward | undefined => {
  const subject = mail.headers.text('subject')
  const bare = withoutMark(subject)
  if (bare === undefined && replyMark.test(subject)) return undefined
  const whole = inside(mail)
  if (whole && (bare !== undefined || mail.text.trim().length <= longestRemark))
    return { ...whole, subject: (bare ?? subject) || whole.subject }
  const words = below(mail.text)
  if (!words) return undefined
  // Without a word that says so, header lines below a short remark may be an answer whose subject was changed.
  const answers = mail.headers.has('in-reply-to') && !words.said
  if (bare === undefined && (answers || words.remark.length > longestRemark)) return undefined
  return { from: words.from, subject: bare ?? subject }
}
