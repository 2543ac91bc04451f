import { decodeText } from '../charset/decode-text.ts'

/** A file that stood between the lines of a text. */
export interface Enclosed {
  name: string
  content: Buffer
}

const most = 100
const beginning = /(?<=^|\n)begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n/g

/** Bytes of one line: its first character tells how many; undefined where it is none. */
const bytesOfLine = (line: string): Buffer | undefined => {
  if (!/^[ -`]*$/.test(line)) return undefined
  const length = line === '' ? 0 : (line.charCodeAt(0) - 32) & 63
  const groups = Math.ceil(length / 3)
  // Spaces at the end may have been lost; a checksum may follow.
  if (line.length - 1 > groups * 4 + 2) return undefined
  const data = line.slice(1).padEnd(groups * 4, ' ')
  const bytes = Buffer.alloc(groups * 3)
  for (let group = 0; group < groups; group++) {
    let bits = 0
    for (let i = 0; i < 4; i++) bits = (bits << 6) | ((data.charCodeAt(group * 4 + i) - 32) & 63)
    bytes.writeUIntBE(bits, group * 3, 3)
  }
  return bytes.subarray(0, length)
}

/** One file from behind its first line; undefined where the lines are something else. `end`: what stands behind it. */
const readBlock = (text: string, from: number): { content: Buffer; end: number } | undefined => {
  const pieces: Buffer[] = []
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 ? text.length : newline
    const line = text.slice(at, Math.min(next, at + 200)).replace(/\r$/, '')
    if (line.trimEnd() === 'end')
      return pieces.length > 0 ? { content: Buffer.concat(pieces), end: next } : undefined
    const bytes = bytesOfLine(line)
    if (!bytes) return undefined
    pieces.push(bytes)
    at = next + 1
  }
  return undefined
}

/** Takes uuencoded files out of a text's bytes, as old programs put them there. */
export const takeUuencoded = (bytes: Buffer, charset: string): { text: Buffer; files: Enclosed[] } => {
  if (!bytes.includes('begin ')) return { text: bytes, files: [] }
  const source = bytes.toString('latin1')
  const files: Enclosed[] = []
  let left = ''
  let kept = 0
  for (const match of source.matchAll(beginning)) {
    if (match.index < kept || files.length >= most) continue
    const block = readBlock(source, match.index + match[0].length)
    if (!block) continue
    left += source.slice(kept, match.index)
    kept = block.end
    files.push({ name: decodeText(Buffer.from(match[1] ?? '', 'latin1'), charset), content: block.content })
  }
  return files.length === 0
    ? { text: bytes, files }
    : { text: Buffer.from(left + source.slice(kept), 'latin1'), files }
}
