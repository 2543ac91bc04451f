import iconv from 'iconv-lite'

const escape = 0x1b
const newline = 0x0a

type CharacterSet = 'ascii' | 'kana' | 'kanji' | 'supplement'

/** What follows ESC, and the set that it switches to. Longest first. JIS X 0213 is read as 0208: it extends it. */
const switches: [sequence: string, set: CharacterSet][] = [
  ['$(D', 'supplement'],
  ['$(B', 'kanji'],
  ['$(@', 'kanji'],
  ['$(O', 'kanji'],
  ['$(P', 'kanji'],
  ['$(Q', 'kanji'],
  ['$B', 'kanji'],
  ['$@', 'kanji'],
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(H', 'ascii'],
  ['(I', 'kana'],
]

const switchesToJapanese = new RegExp(`${String.fromCharCode(escape)}(?:\\$(?:[B@]|\\([BD@OPQ])|\\([IJ])`)

/** True when the bytes switch to a Japanese set, whatever label they came under. */
export const hasJisEscapes = (bytes: Buffer): boolean =>
  bytes.includes(escape) && switchesToJapanese.test(bytes.toString('latin1'))

const isPairByte = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x21 && byte <= 0x7e

/** True when a line break fell into the middle of kanji: the next line goes on in pairs up to an escape. */
const goesOnInPairs = (bytes: Buffer, from: number): boolean => {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
  const start = at
  while (isPairByte(bytes[at])) at++
  return at > start && (at - start) % 2 === 0 && bytes[at] === escape
}

/** Writes one set's bytes as EUC-JP, which holds all four sets, so that one table decodes everything. */
class EucWriter {
  readonly #bytes: number[] = []

  single(byte: number): void {
    this.#bytes.push(byte)
  }

  halfWidthKana(byte: number): void {
    this.#bytes.push(0x8e, byte | 0x80)
  }

  pair(set: CharacterSet, first: number, second: number): void {
    if (set === 'supplement') this.#bytes.push(0x8f)
    this.#bytes.push(first | 0x80, second | 0x80)
  }

  text(): string {
    return iconv.decode(Buffer.from(this.#bytes), 'eucjp')
  }
}

/**
 * Decodes ISO-2022-JP as it is found in mail rather than in RFC 1468: rows 13 and 89-92 of the vendors (①㈱髙),
 * half-width kana by escape, shift-out or eighth bit, JIS X 0212, lines that forget to switch back, and kanji
 * that a mail server folded in the middle.
 */
export const decodeIso2022Jp = (bytes: Buffer): string => {
  const out = new EucWriter()
  let set: CharacterSet = 'ascii'
  let shifted = false
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    if (byte === escape) {
      const ahead = bytes.toString('latin1', at + 1, at + 4)
      const found = switches.find(([sequence]) => ahead.startsWith(sequence))
      if (found) set = found[1]
      at += found ? found[0].length + 1 : 1
      continue
    }
    const next = bytes[at + 1]
    if (byte === 0x0e || byte === 0x0f) {
      shifted = byte === 0x0e
    } else if (byte >= 0xa1 && byte <= 0xdf) {
      out.halfWidthKana(byte)
    } else if (isPairByte(byte) && (set === 'kana' || shifted)) {
      out.halfWidthKana(byte)
    } else if (isPairByte(byte) && set !== 'ascii' && isPairByte(next)) {
      out.pair(set, byte, next ?? 0)
      at++
    } else if (byte < 0x80) {
      out.single(byte)
      if (byte === newline && !goesOnInPairs(bytes, at + 1)) set = 'ascii'
    }
    at++
  }
  return out.text()
}

const lostEscapes = /\$[B@]((?:[!-~]{2}){2,200}?)\([BJ]/g

/**
 * Puts back escape characters that a relay stripped (`$B$3$s(B`), where the result reads as Japanese.
 * Answers undefined when there is nothing of the kind.
 */
export const restoreLostEscapes = (ascii: string): Buffer | undefined => {
  let found = false
  const restored = ascii.replaceAll(lostEscapes, (whole, pairs: string) => {
    const text = decodeIso2022Jp(Buffer.from(`\x1b$B${pairs}`, 'latin1'))
    if (!/^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{P}ー々\u3000\w]+$/u.test(text))
      return whole
    if (!/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return whole
    found = true
    return `\x1b${whole.slice(0, -2)}\x1b${whole.slice(-2)}`
  })
  return found ? Buffer.from(restored, 'latin1') : undefined
}
