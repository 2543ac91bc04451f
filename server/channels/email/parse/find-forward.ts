import { findPassedOn, type PassedOn } from '../../../kernel/mime/passed-on.ts'
import type { Account } from '../account.ts'
import { type MailAddress, readAddresses } from './addresses.ts'
import { findThreadKeys, messageIdsIn } from './find-thread.ts'
import { readHeaders } from './headers.ts'
import type { Mail } from './mail.ts'

/** A mail that passes another one on. */
export interface Forward {
  /** Who wrote the inner one. */
  from: MailAddress
  /** Its Message-ID, where it was passed on whole. */
  messageKey?: string
  /** What that one answers, strongest first, where it was passed on whole. */
  threadKeys?: string[]
  /** The one that stands inside; where none does, the outer one without the words that say that it was passed on. */
  subject: string
  /** The subject stands inside: its writer's own words. */
  own: boolean
}

const forwardMark =
  /^\s*(?:(?:fwd?|wg|tr|rv|vb|vl|pd|enc|doorst|doorgestuurd|i|i̇lt|[İi]lt|trs|πρθ|továbbít(?:ás|va|ott)|הועבר|chuyển tiếp|إعادة توجيه|転送|转发|轉寄|轉發|전달|пересл)\s*[:：]|\[fwd:?\s*([^\]]*)\]|[【［(（[]転送[】］)）\]])\s*/i
const replyMark =
  /^\s*(?:re|aw|sv|antw|odp|res|rif|ref|rép|ynt|r|返信|回复|答复|回覆|答覆|답장|회신|отв)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/i
/** Passed on in Danish and Norwegian, answered in Finnish: it says nothing by itself. */
const eitherMark = /^\s*vs\s*[:：]\s*/i

/** What a mail is called that was passed on: as its writer called it, where that is known. */
const named = (own: string | undefined, shown: string): Pick<Forward, 'subject' | 'own'> =>
  own ? { subject: own, own: true } : { subject: shown, own: false }

/** What may stand above a mail that is passed on without a word in its subject that says so. */
const longestRemark = 300

/** A subject without its marks of passing on; undefined where it bears none in front. */
const withoutMark = (subject: string): string | undefined => {
  const [mark, inside] = forwardMark.exec(subject) ?? []
  return mark === undefined ? undefined : `${inside ?? ''}${subject.slice(mark.length)}`.trim()
}

/** The whole mail among the parts, where there is one alone. */
const inside = ({ parts }: Mail, account: Account): Omit<Forward, 'own'> | undefined => {
  const mails = parts.filter(({ type }) => type === 'message/rfc822')
  const [only] = mails
  if (!only || mails.length > 1) return undefined
  const headers = readHeaders(only.content.subarray(0, 65_536))
  const [from] = readAddresses(headers.first('from'))
  const [messageKey] = messageIdsIn(headers.first('message-id'))
  const subject = headers.text('subject')
  const { threadKeys } = findThreadKeys(headers, account, subject)
  return (
    from && {
      from,
      ...(messageKey ? { messageKey } : {}),
      ...(threadKeys.length > 0 ? { threadKeys } : {}),
      subject,
    }
  )
}

const unbroken = (text: string): string => text.replaceAll(/[\s>＞]+/g, '')

/** The subject in the header lines of passed on words. Where a program has broken that line, the outer one says the rest. */
const subjectIn = ({ subject, words }: PassedOn, shown: string): string | undefined => {
  if (subject === undefined) return undefined
  const outer = unbroken(shown)
  return outer.startsWith(unbroken(subject)) && unbroken(words).includes(outer) ? shown : subject
}

/**
 * Recognises a mail that passes another one on, and who wrote that: by its subject (Fwd, FW, WG, TR, RV, 転送) together with a
 * whole mail or a header block in it, or by that alone where hardly a word stands above. An answer (`Re:`) is none, though it
 * quotes a header block as Outlook does. Undefined where the inner sender can't be told.
 */
export const findForward = (mail: Mail, account: Account): Forward | undefined => {
  const subject = mail.headers.text('subject')
  const bare = withoutMark(subject)
  if (bare === undefined && replyMark.test(subject)) return undefined
  const shown = bare ?? subject.replace(eitherMark, '')
  const whole = inside(mail, account)
  if (whole && (bare !== undefined || mail.text.trim().length <= longestRemark))
    return { ...whole, ...named(whole.subject, shown) }
  const words = findPassedOn(mail.text)
  if (!words) return undefined
  // Without a word that says so, header lines below a short remark may be an answer whose subject was changed.
  const answers = mail.headers.has('in-reply-to') && !words.said
  if (bare === undefined && (answers || words.remark.length > longestRemark)) return undefined
  return { from: words.from, ...named(subjectIn(words, shown), shown) }
}
