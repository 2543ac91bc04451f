import encoding from 'encoding-japanese'
import { decodeIso2022Jp } from './iso-2022-jp.ts'

const escape = 0x1b

/**
 * True for bytes that switch between ASCII and JIS X 0208 alone, within the rows that the standard fills (1-8, 16-84):
 * what every reader of RFC 1468 has, and no vendor's extension.
 */
const isStandard = (bytes: Buffer): boolean => {
  let pairs = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === escape) {
      const to = bytes.toString('latin1', at + 1, at + 3)
      if (to !== '$B' && to !== '(B') return false
      pairs = to === '$B'
      at += 2
    } else if (byte >= 0x80) return false
    else if (pairs) {
      if (!((byte >= 0x21 && byte <= 0x28) || (byte >= 0x30 && byte <= 0x74))) return false
      at += 1
    }
  }
  return !pairs
}

/**
 * A text as ISO-2022-JP that any reader gives back letter for letter, each line ending in ASCII; undefined where the
 * charset does not hold it. Half-width kana and vendors' characters (①㈱髙) are refused: the standard has no place for
 * them, and it is those that turn into other signs at the reader's.
 */
export const encodeIso2022Jp = (text: string): Buffer | undefined => {
  // Other control characters mean switches of sets, or are dropped by readers.
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) return undefined
  const codes = encoding.convert(encoding.stringToCode(text), { to: 'JIS', from: 'UNICODE' })
  const bytes = Buffer.from(codes)
  return isStandard(bytes) && decodeIso2022Jp(bytes) === text ? bytes : undefined
}

/** Shorter than the 75 of RFC 2047, so that one fits behind the name of its header. */
const longestWord = 60
const around = '=?ISO-2022-JP?B??='.length
const mostBytes = Math.floor((longestWord - around) / 4) * 3

/** Text as encoded words of RFC 2047 in ISO-2022-JP, each of which ends in ASCII and can be read alone. */
export const iso2022JpWords = (text: string): string[] | undefined => {
  const words: string[] = []
  let open = ''
  let bytes: Buffer = Buffer.alloc(0)
  const close = (): void => {
    if (open !== '') words.push(`=?ISO-2022-JP?B?${bytes.toString('base64')}?=`)
    open = ''
  }
  for (const letter of text) {
    const more = encodeIso2022Jp(open + letter)
    if (!more) return undefined
    if (more.length > mostBytes) {
      close()
      bytes = encodeIso2022Jp(letter) ?? more
      open = letter
    } else {
      bytes = more
      open += letter
    }
  }
  close()
  return words
}
