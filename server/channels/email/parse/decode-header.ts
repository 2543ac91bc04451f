import { decodeText } from '../charset/decode-text.ts'
import { charsetOf } from '../charset/labels.ts'

/** RFC 2047 encoded word. Tolerates spaces inside and a missing end, which folding and cutting programs produce. */
const encodedWord = /=\?([^?\s=]{1,60})\?([BbQq])\?(.*?)(?:\?=|$)/gs

const fromQ = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  )

/** Padding may stand in the middle where a program joined two words into one. */
const fromB = (text: string): Buffer =>
  Buffer.concat(
    text
      .replaceAll(/[^A-Za-z0-9+/=_-]/g, '')
      .split(/=+/)
      .map((piece) => Buffer.from(piece, 'base64')),
  )

interface Word {
  encoding: string
  text: string
}

/** A run of encoded words of one charset, or what stands outside of them. */
type Piece = { charset: string; words: Word[] } | { charset?: never; raw: string }

/** Base64 that stops in the middle of a group goes on in the next word: some programs cut the encoded text. */
const bytesOf = (words: readonly Word[]): Buffer => {
  const bytes: Buffer[] = []
  let open: string[] = []
  let length = 0
  const close = (): void => {
    bytes.push(fromB(open.join('')))
    open = []
    length = 0
  }
  for (const { encoding, text } of words) {
    if (encoding.toUpperCase() === 'Q') {
      close()
      bytes.push(fromQ(text))
      continue
    }
    const base64 = text.replaceAll(/\s/g, '')
    open.push(base64)
    length += base64.length
    if (base64.includes('=') || length % 4 === 0) close()
  }
  close()
  return Buffer.concat(bytes)
}

const isSame = (a: string, b: string): boolean => a === b || charsetOf(a) === charsetOf(b)

const piecesOf = (raw: string): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const match of raw.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', text = ''] = match
    const between = raw.slice(at, match.index)
    const last = pieces.at(-1)
    const adjacent = last?.charset !== undefined && between.trim() === ''
    if (between !== '' && !adjacent) pieces.push({ raw: between })
    // A character may be split between two words, so neighbours of one charset are decoded as one.
    if (adjacent && isSame(last.charset, charset)) last.words.push({ encoding, text })
    else pieces.push({ charset, words: [{ encoding, text }] })
    at = match.index + whole.length
  }
  if (at < raw.length) pieces.push({ raw: raw.slice(at) })
  return pieces
}

const textOf = (piece: Piece): string =>
  piece.charset === undefined
    ? decodeText(Buffer.from(piece.raw, 'latin1'))
    : decodeText(bytesOf(piece.words), piece.charset)

/** Control characters, and marks that would turn the direction of what stands around. */
const unwanted = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu

/**
 * Text of a raw header value (one character a byte): encoded words in any charset, raw eight-bit and raw
 * ISO-2022-JP characters, split and cut words. One line without control characters. Never throws.
 */
export const decodeHeader = (raw: string): string =>
  (raw.includes('=?') ? piecesOf(raw) : [{ raw }]).map(textOf).join('').replaceAll(unwanted, ' ').trim()
