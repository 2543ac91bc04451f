import { decodeText } from '../charset/decode-text.ts'
import { isDaemon, refusing } from './read-report-words.ts'
import { readAddresses, sameAddress } from './addresses.ts'
import { type Headers, readHeaders } from './headers.ts'
import type { Mail } from './read-mail.ts'

/** A notice says what there is to say within this many characters; behind them stands what it returns. */
const longestNotice = 20_000
/** Recipients that one notice may name. */
const most = 50

/** Types of parts that bring a mail back, or its header. */
export const returnedType = /^(?:message|text)\/(?:rfc822|global|partial|rfc822-headers?|global-headers)$/

/** The mail that came back, or its header, where it came as a part. */
export const returnedPart = (mail: Mail): Headers | undefined => {
  const part = mail.parts.find(({ type }) => returnedType.test(type))
  return part && readHeaders(part.content)
}

const returnedField =
  /^[ \t]*(?:received|return-path|message-id|mime-version|x-mailer|dkim-signature)[ \t]*:/i
const field = /^[ \t]*[a-z][a-z0-9-]{1,60}[ \t]*:/i
/** A line that somebody quotes; `>>>` and `<<<` are a mail server's talk. */
const quoted = /^[ \t]*(?:[>＞](?![>＞])|\|)/

/** A notice's own words, and the header of the mail that it returns below them, if it does so in its text. */
export interface Notice {
  own: string
  returned?: Headers
}

/** The words of a notice: its body, and texts that stand beside it under names that make files of them. */
export const noticeText = (mail: Mail): string =>
  [
    mail.text.slice(0, longestNotice),
    ...mail.parts
      .filter(({ type }) => type.startsWith('text/plain'))
      .map(({ content, charset }) => decodeText(content.subarray(0, longestNotice), charset)),
  ].join('\n\n')

/**
 * Takes a notice apart. What comes back begins where a header of a mail stands: two fields on top of each other, one of
 * them such as no letter to people has. Quotations are nobody's own words.
 */
export const readNotice = (text: string): Notice => {
  const lines = text.slice(0, longestNotice).split(/\r?\n/)
  const isReturned = (at: number): boolean => {
    const around = [lines[at - 1] ?? '', lines[at + 1] ?? '', lines[at + 2] ?? '']
    return (
      returnedField.test(lines[at] ?? '') && around.some((line) => field.test(line) || /^[ \t]+\S/.test(line))
    )
  }
  let start = lines.findIndex((_line, at) => isReturned(at))
  while (start > 0 && field.test(lines[start - 1] ?? '')) start -= 1
  const own = (start < 0 ? lines : lines.slice(0, start)).filter((line) => !quoted.test(line)).join('\n')
  if (start < 0) return { own }
  const block = lines.slice(start).map((line) => line.replace(/^[ \t]{1,4}(?=[a-z][a-z0-9-]*[ \t]*:)/i, ''))
  return { own, returned: readHeaders(Buffer.from(block.join('\n'), 'latin1')) }
}

const address = /[^\s<>()[\]"',:;|=*]{1,200}@[^\s<>()[\]"',:;|=*]{2,200}/g
/** A line that is about one recipient, and says so. */
const alone =
  /^[ \t>]*(?:[-*•・]+[ \t]*|\d+[.)][ \t]*)?(?:(?:(?:failed|original|final|intended|bad|unknown|user)?[ \t-]*(?:recipient|address|mailbox|user|to|for|rcpt to|受信者|宛先|送信先|あて先|メールアドレス|получатель|empfänger|destinataire|destinatario)s?(?:\(s\))?(?:アドレス)?)[ \t]*(?:address)?[ \t]*[:：;][ \t]*|rcpt to[ \t]*:[ \t]*|to[ \t]+)?[<"'「(（[]*([^\s<>()[\]"',:;|「」（）]+@[^\s<>()[\]"',:;|「」（）]+)[>"'」)）\]]*[ \t]*(?:[:：;,\-—|(（[<].*|on \d.*)?$/i
const told = /\brcpt to[ \t]*:[ \t]*<?([^\s<>]+@[^\s<>]+)>?/gi
/** Not about whom a mail was meant for. */
const elsewhere =
  /\bmail from\b|\bfrom[ \t]*[:：=]|差出人|送信者|contact|mailto:|support|\bsender\b|https?:|message-id|\bid\b.{0,6}</i

const clean = (found: string): string => found.replaceAll(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}]+$/gu, '')

const unique = (found: readonly string[], us: readonly string[]): string[] => {
  const kept = new Map<string, string>()
  for (const one of found.map(clean)) {
    const valid = readAddresses(one)[0]?.address
    if (valid && !isDaemon(valid) && !us.some((own) => sameAddress(own, valid)))
      kept.set(valid.toLowerCase(), valid)
  }
  return [...kept.values()].slice(0, most)
}

/**
 * Whom a notice in free text names as not reached: surest first, and only what is said in one way. `us` are the
 * addresses that it was sent to itself.
 */
export const failedAddresses = (
  own: string,
  returned: Headers | undefined,
  us: readonly string[],
): string[] => {
  const lines = own.split('\n').filter((line) => line.length < 1000)
  const sure = lines.flatMap((line) => (elsewhere.test(line) ? [] : (alone.exec(line)?.[1] ?? [])))
  const commanded = [...own.matchAll(told)].map(([, one = '']) => one)
  const near = lines.filter((line) => !elsewhere.test(line)).flatMap((line) => line.match(address) ?? [])
  const meant = ['x-hmxmroriginalrecipient', 'x-failed-recipients', 'to', 'delivered-to', 'cc'].flatMap(
    (name) => (returned?.all(name) ?? []).flatMap((value) => readAddresses(value).map((one) => one.address)),
  )
  for (const [found, limit] of [
    [sure, most],
    [commanded, most],
    [near, 1],
    [meant, 1],
  ] as const) {
    const kept = unique(found, us)
    if (kept.length > 0) return kept.slice(0, limit)
  }
  // What was sent to an address of ours and came back to it.
  return us.length > 0 ? failedAddresses(own, returned, []) : []
}

/** The line of a free-text bounce that carries the refusing server's answer. */
export const refusalLine = (text: string): string =>
  text.split('\n').find((line) => refusing.test(line)) ?? ''
