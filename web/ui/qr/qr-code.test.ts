import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, LARGEST } from './capacity.ts'
import { divide } from './codewords.ts'
import { formatBits, patternsOf } from './matrix.ts'
import { dataPlaces, masks, qrCode } from './qr-code.ts'
import { isCodeword } from './reed-solomon.ts'

/** Which mask the code says it has: from the copy around the upper left finder. */
const maskOf = (rows: boolean[][]): number => {
  const at = (x: number, y: number) => (rows[y]?.[x] ? 1 : 0)
  let bits = 0
  for (let y = 0; y < 6; y += 1) bits |= at(8, y) << y
  bits |= (at(8, 7) << 6) | (at(8, 8) << 7) | (at(7, 8) << 8)
  for (let place = 9; place < 15; place += 1) bits |= at(14 - place, 8) << place
  const found = masks.findIndex((_, mask) => formatBits(mask) === bits)
  expect(found).toBeGreaterThanOrEqual(0)
  return found
}

/** Reads a code as a telephone does, without its camera; fails when the correction does not fit. */
const read = (rows: boolean[][]): string => {
  const version = (rows.length - 17) / 4
  const turns = masks[maskOf(rows)]
  const blocks = blocksOf(version)
  const bits = [...dataPlaces(patternsOf(version))].map(([x, y]) => rows[y]?.[x] !== turns?.(x, y))
  const bytes = Array.from({ length: blocks.total }, (_, place) =>
    bits.slice(place * 8, place * 8 + 8).reduce((sum, on) => sum * 2 + (on ? 1 : 0), 0),
  )
  // Back from turns to blocks: the same division, done with places instead of bytes.
  const places = divide(
    Array.from({ length: blocks.data }, (_, place) => place),
    blocks,
  )
  const longest = Math.max(...places.map((block) => block.length))
  const order = Array.from({ length: longest }, (_, at) => places.flatMap((block) => block[at] ?? [])).flat()
  const data = Array.from({ length: blocks.data }, () => 0)
  for (const [at, place] of order.entries()) data[place] = bytes[at] ?? 0
  for (const [number, block] of places.entries()) {
    const correction = Array.from(
      { length: blocks.correction },
      (_, at) => bytes[blocks.data + at * blocks.count + number] ?? 0,
    )
    expect(isCodeword([...block.map((place) => data[place] ?? 0), ...correction], blocks.correction)).toBe(
      true,
    )
  }
  const text = data.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  expect(text.slice(0, 4)).toBe('0100')
  const lengthBits = version < 10 ? 8 : 16
  const length = Number.parseInt(text.slice(4, 4 + lengthBits), 2)
  const from = 4 + lengthBits
  return new TextDecoder().decode(
    Uint8Array.from({ length }, (_, at) => Number.parseInt(text.slice(from + at * 8, from + at * 8 + 8), 2)),
  )
}

describe('a QR code', () => {
  it('knows the capacity of the standard', () => {
    const known = [
      [1, 17],
      [5, 106],
      [9, 230],
      [10, 271],
      [20, 858],
      [27, 1465],
      [40, 2953],
    ] as const
    for (const [version, most] of known) {
      expect(blocksOf(version).data - (version < 10 ? 2 : 3)).toBe(most)
      expect(qrCode('a'.repeat(most))).toHaveLength(version * 4 + 17)
    }
    expect(() => qrCode('a'.repeat(2954))).toThrow('too long')
  })

  it('can be read again, in every size', () => {
    for (let version = 1; version <= LARGEST; version += 3) {
      const text = 'otpauth://'.padEnd(blocksOf(version).data - 3, 'x7')
      expect(read(qrCode(text))).toBe(text)
    }
  })

  it('holds any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(read(qrCode(text))).toBe(new TextDecoder().decode(new TextEncoder().encode(text)))
      }),
      { numRuns: 40 },
    )
  })
})
