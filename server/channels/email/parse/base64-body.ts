import { Transform, type TransformCallback } from 'node:stream'

const wholeLine = /^[A-Za-z0-9+/]*={0,2}\s*$/
/** What no line of base64 has, and a line that is surely one. */
const isForeign = (line: string): boolean => !wholeLine.test(line)
const isLong = (line: string): boolean =>
  /^[A-Za-z0-9+/_-]{56,}={0,2}\s*$/.test(line) && /[A-Za-z0-9]{4}/.test(line)

/**
 * Where plain text begins behind base64, as mailing lists put it there without looking; the end where there is none.
 * Stray characters between lines of base64 are no such text. A text that was never encoded is plain from its first line.
 */
const startOfPlain = (lines: readonly string[]): number => {
  const lastLong = lines.findLastIndex(isLong)
  let start = lines.findIndex((line, index) => index > lastLong && isForeign(line))
  if (start < 0) return lines.length
  // Words above it that could be base64, back to where the base64 ended: an empty line, or one that is padded.
  let first = start
  while (first > lastLong + 1 && first > 0) {
    const above = lines[first - 1] ?? ''
    if (above.trim() === '' || above.trimEnd().endsWith('=')) break
    first--
  }
  if (first > 0 && lines.slice(0, first).some((line) => line.trim() !== '')) start = first
  return start
}

/** Decodes a text's base64, and keeps what stands behind it as it is. */
export class Base64Body extends Transform {
  readonly #chunks: Buffer[] = []
  /** Bytes behind the base64; set at the end. */
  tail: Buffer = Buffer.alloc(0)

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#chunks.push(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    const lines = Buffer.concat(this.#chunks).toString('latin1').split('\n')
    const start = startOfPlain(lines)
    this.tail = Buffer.from(lines.slice(start).join('\n'), 'latin1')
    const pieces = lines
      .slice(0, start)
      .join('')
      .replaceAll(/[^A-Za-z0-9+/=_-]/g, '')
    // Some programs pad in the middle, where one piece of text was encoded for itself.
    this.push(Buffer.concat(pieces.split(/(?<==)(?!=)/).map((piece) => Buffer.from(piece, 'base64'))))
    done()
  }
}
