import { decodeText } from '../charset/decode-text.ts'

/** Windows' number of a code page as a charset. */
export const charsetOfPage = (page: number): string =>
  ({
    932: 'cp932',
    51932: 'euc-jp',
    50220: 'iso-2022-jp',
    50221: 'iso-2022-jp',
    65001: 'utf-8',
    20127: 'ascii',
  })[page] ?? (page >= 874 && page <= 1258 ? `windows-${page}` : '')

/** Text of a code page up to its end mark. Programs that write UTF-8 under another page's number exist: `decodeText` tells. */
export const textOfPage = (bytes: Buffer, charset: string): string => {
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end), charset)
}

/** A MAPI property: the type says how its bytes are meant. */
export interface Prop {
  type: number
  bytes: Buffer
}

const fixed: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const ofAnyLength = new Set([0x0d, 0x1e, 0x1f, 0x102])
const mostProps = 5_000
const padded = (length: number): number => length + ((4 - (length % 4)) % 4)

/** Behind the name of a property that has one; throws RangeError at the end of the bytes. */
const pastName = (data: Buffer, at: number): number =>
  data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20))

/**
 * Properties of MS-OXTNEF 2.1.3.4 by their ids, the first value of each. A list that breaks off gives what stood before;
 * lengths are checked against the bytes that are there.
 */
export const readProps = (data: Buffer): Map<number, Prop> => {
  const found = new Map<number, Prop>()
  try {
    let at = 4
    for (let left = Math.min(data.readUInt32LE(0), mostProps); left > 0; left--) {
      const declared = data.readUInt16LE(at)
      const id = data.readUInt16LE(at + 2)
      const type = declared & 0x0fff
      at = id >= 0x8000 ? pastName(data, at + 4) : at + 4
      const loose = ofAnyLength.has(type)
      const several = loose || (declared & 0x1000) !== 0
      const values = several ? data.readUInt32LE(at) : 1
      if (several) at += 4
      for (let value = 0; value < values; value++) {
        const length = loose ? data.readUInt32LE(at) : fixed[type]
        if (length === undefined) return found
        if (loose) at += 4
        if (at + length > data.length) return found
        if (value === 0 && !found.has(id)) found.set(id, { type, bytes: data.subarray(at, at + length) })
        at += padded(length)
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return found
}

/** A property as text. */
export const textOfProp = (prop: Prop | undefined, charset: string): string => {
  if (!prop) return ''
  if (prop.type === 0x1f) return prop.bytes.toString('utf16le').replace(/\0.*$/s, '')
  return textOfPage(prop.bytes, charset)
}
