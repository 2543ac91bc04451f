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

const none = Buffer.alloc(0)

interface Piece {
  bytes: Buffer
  /** Base64 that stops in the middle of a group, and the bytes before it: some programs cut the encoded text. */
  cut?: { before: Buffer; base64: string }
  /** Declared charset; undefined for what stood outside of encoded words. */
  charset?: string
}

const plainPiece = (raw: string): Piece => ({ bytes: Buffer.from(raw, 'latin1') })

const fromCutB = (before: Buffer, text: string, charset: string): Piece => {
  const base64 = text.replaceAll(/\s/g, '')
  const cut = !base64.includes('=') && base64.length % 4 !== 0
  return {
    bytes: Buffer.concat([before, fromB(base64)]),
    charset,
    ...(cut ? { cut: { before, base64 } } : {}),
  }
}

const pieceOf = (charset: string, encoding: string, text: string, last: Piece | undefined): Piece => {
  if (encoding.toUpperCase() === 'Q')
    return { bytes: Buffer.concat([last?.bytes ?? none, fromQ(text)]), charset }
  if (last?.cut) return fromCutB(last.cut.before, last.cut.base64 + text, charset)
  return fromCutB(last?.bytes ?? none, text, charset)
}

const piecesOf = (raw: string): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const match of raw.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', text = ''] = match
    const between = raw.slice(at, match.index)
    const last = pieces.at(-1)
    const adjacent = last?.charset !== undefined && between.trim() === ''
    if (between !== '' && !adjacent) pieces.push(plainPiece(between))
    // A character may be split between two words, so neighbours of one charset are decoded as one.
    const one = adjacent && charsetOf(last.charset) === charsetOf(charset) ? pieces.pop() : undefined
    pieces.push(pieceOf(charset, encoding, text, one))
    at = match.index + whole.length
  }
  if (at < raw.length) pieces.push(plainPiece(raw.slice(at)))
  return pieces
}

/** Control characters, and marks that would turn the direction of what stands around. */
const unwanted = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu

/**
 * Text of a raw header value (one character a byte): encoded words in any charset, raw eight-bit and raw
 * ISO-2022-JP characters, split and cut words. One line without control characters. Never throws.
 */
export const decodeHeader = (raw: string): string =>
  (raw.includes('=?') ? piecesOf(raw) : [plainPiece(raw)])
    .map(({ bytes, charset }) => decodeText(bytes, charset))
    .join('')
    .replaceAll(unwanted, ' ')
    .trim()
