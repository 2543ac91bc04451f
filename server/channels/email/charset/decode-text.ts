import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeIso2022Jp, hasJisEscapes, restoreLostEscapes } from './iso-2022-jp.ts'
import { charsetOf, type Charset } from './labels.ts'

/** What each character says for a decoding being right; a wrong one gives rare kanji, half-width kana and gaps. */
const weights: [RegExp, number][] = [
  [/[\u3041-\u3096\u30a1-\u30fa\u30fc、。「」・々]/u, 2],
  [/[！？（）：～〜…①-⑳㈱㈲\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/u, 1.5],
  [/[\u4e00-\u9fff\uac00-\ud7a3]/u, 0.7],
  [/[À-ÖØ-öø-ÿœŒŠšŽž€‘’“”–—•…«»°©®£§\u00a0]/u, 0.8],
  [/[\uff61-\uff9f]/u, 0.1],
  [/[\ufffd]/u, -8],
  [/[\u0080-\u009f\ue000-\uf8ff]/u, -4],
  [/[^\n]/u, 0],
]

/** Mean weight of the characters beyond ASCII, from -8 to 2; 0 for none. Looks at the first 4,000 characters. */
const plausibility = (text: string): number => {
  let sum = 0
  let count = 0
  for (const character of text.slice(0, 4000)) {
    if (character < '\u0080') continue
    count += 1
    sum += weights.find(([pattern]) => pattern.test(character))?.[1] ?? 0
  }
  return count === 0 ? 0 : sum / count
}

/** Private characters are a vendor's pictures or gaiji that nobody else can draw: 〓 is what Japanese print puts there. */
const withGeta = (text: string): string => text.replaceAll(/[\ue000-\uf8ff]/g, '〓')

const decodeAs = (bytes: Buffer, charset: Charset): string => {
  if (charset === 'utf-8') return bytes.toString('utf8')
  if (charset === 'ascii') return bytes.toString('latin1')
  if (charset === 'iso-2022-jp') return decodeIso2022Jp(bytes)
  return iconv.decode(bytes, charset === 'euc-jp' ? 'eucjp' : charset)
}

const candidates: Charset[] = ['utf-8', 'cp932', 'euc-jp', 'windows-1252']

/**
 * The best reading of bytes whose label is missing or lies. A label that decodes well enough is believed: it
 * is given a start over its rivals, a small one where it is the label that careless programs always write.
 */
const guess = (bytes: Buffer, label: Charset | undefined): string => {
  const start = bytes.subarray(0, 8192)
  let best: Charset = label ?? 'windows-1252'
  let most = Number.NEGATIVE_INFINITY
  for (const charset of new Set([...(label && label !== 'ascii' ? [label] : []), ...candidates])) {
    const points =
      plausibility(decodeAs(start, charset)) + (charset === label ? (label === 'windows-1252' ? 0.5 : 1) : 0)
    if (points > most) {
      most = points
      best = charset
    }
  }
  return decodeAs(bytes, best)
}

const byOrderMark = (bytes: Buffer): Charset | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Charsets whose texts look like ASCII until they are decoded, or that mean other letters by the same bytes. */
const isOwnWorld = (charset: Charset): boolean =>
  /^(?:utf-?(?:7|16|32)|ucs|hz|iso-?2022-?(?:kr|cn)|cp037|ebcdic)/.test(charset)
const isRivalled = (charset: Charset | undefined): boolean =>
  charset === undefined ||
  ['utf-8', 'ascii', 'windows-1252', 'cp932', 'euc-jp', 'iso-2022-jp'].includes(charset)

/**
 * Text of mail bytes, as well as it can be had: the declared charset where it fits, otherwise what the bytes
 * themselves say. Reads vendors' characters in all Japanese charsets; never throws; bytes that mean nothing
 * become U+FFFD. `label` is the charset as declared, if any.
 */
export const decodeText = (bytes: Buffer, label?: string): string => {
  const declared = charsetOf(label)
  if (declared && isOwnWorld(declared)) return decodeAs(bytes, declared)
  if (hasJisEscapes(bytes)) return withGeta(decodeIso2022Jp(bytes))
  if (isAscii(bytes)) return decodeAscii(bytes)
  const marked = byOrderMark(bytes)
  if (marked) return decodeAs(bytes.subarray(2), marked)
  const valid = isUtf8(bytes)
  if (valid && (declared === undefined || declared === 'utf-8' || declared === 'ascii'))
    return bytes.toString('utf8')
  // Charsets of other languages are believed, unless the bytes are UTF-8: chance makes that all but impossible.
  if (declared && !isRivalled(declared)) return valid ? guess(bytes, declared) : decodeAs(bytes, declared)
  return withGeta(guess(bytes, declared))
}

const decodeAscii = (bytes: Buffer): string => {
  const text = bytes.toString('latin1')
  const maybe = text.length < 200_000 && (text.includes('$B') || text.includes('$@'))
  const restored = maybe ? restoreLostEscapes(text) : undefined
  return restored ? decodeIso2022Jp(restored) : text
}
