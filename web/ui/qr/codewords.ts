import { type Blocks, blocksOf, LARGEST } from './capacity.ts'
import { correctionOf } from './reed-solomon.ts'

const BYTES = 0b0100
const PADS = [0xec, 0x11] as const

/** The bytes of a version: mode, length, the text in UTF-8, and what fills the rest. */
function dataOf(text: Uint8Array, version: number, { data }: Blocks): number[] {
  const lengthBits = version < 10 ? 8 : 16
  let bits = BYTES.toString(2).padStart(4, '0') + text.length.toString(2).padStart(lengthBits, '0')
  for (const byte of text) bits += byte.toString(2).padStart(8, '0')
  bits += '0'.repeat(Math.min(4, data * 8 - bits.length))
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0')
  const bytes = Array.from({ length: bits.length / 8 }, (_, place) =>
    Number.parseInt(bits.slice(place * 8, place * 8 + 8), 2),
  )
  for (let pad = 0; bytes.length < data; pad += 1) bytes.push(PADS[pad % 2] ?? 0)
  return bytes
}

/** The blocks of a version's data; the last ones may be one byte longer. */
export function divide(data: readonly number[], { total, count, correction }: Blocks): number[][] {
  const short = Math.floor(total / count) - correction
  const longer = total % count
  let at = 0
  return Array.from({ length: count }, (_, place) => {
    const length = short + (place >= count - longer ? 1 : 0)
    at += length
    return data.slice(at - length, at)
  })
}

/** Bytes of all blocks by turns: the first of each, then the second of each. */
const byTurns = (blocks: readonly number[][]): number[] =>
  Array.from({ length: Math.max(...blocks.map((block) => block.length)) }, (_, place) =>
    blocks.flatMap((block) => block[place] ?? []),
  ).flat()

/** The smallest version that holds a text, and its bytes in the order in which they are drawn. Throws when none does. */
export function codewordsOf(text: string): { version: number; bytes: number[] } {
  const bytes = new TextEncoder().encode(text)
  for (let version = 1; version <= LARGEST; version += 1) {
    const blocks = blocksOf(version)
    if (bytes.length + (version < 10 ? 2 : 3) > blocks.data) continue
    const divided = divide(dataOf(bytes, version, blocks), blocks)
    const corrections = divided.map((block) => correctionOf(block, blocks.correction))
    return { version, bytes: [...byTurns(divided), ...byTurns(corrections)] }
  }
  throw new Error('The text is too long for a QR code.')
}
