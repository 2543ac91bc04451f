import { collect, type Bytes } from './file-pieces.ts'

/** A file that lies in an archive. */
export interface ZipEntry {
  name: string
  /** How it is packed: 0 as it is, 8 deflated. */
  method: number
  packed: number
  size: number
  /** Where its own header stands. */
  at: number
}

const MOST_ENTRIES = 500_000
const END = 0x06054b50
const END_64 = 0x06064b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MOST_LIST = 256 * 1024 * 1024

/** Why an archive can't be used; its message is a code of `failure-words`. */
export class BadArchive extends Error {}

/** The files of an archive, by the list at its end. Throws `BadArchive` for one that is damaged, locked or far too large. */
export const zipEntries = async (file: Bytes): Promise<ZipEntry[]> => {
  const { count, size, at } = await findList(file)
  if (count > MOST_ENTRIES) throw new BadArchive('too-many-files')
  if (size > MOST_LIST || at + size > file.size) throw new BadArchive('damaged')
  const list = await collect(file.read(at, at + size))
  const entries: ZipEntry[] = []
  for (let place = 0; entries.length < count; ) {
    if (place + 46 > list.length || list.readUInt32LE(place) !== ENTRY) throw new BadArchive('damaged')
    const nameLength = list.readUInt16LE(place + 28)
    const extraLength = list.readUInt16LE(place + 30)
    if (list.readUInt16LE(place + 8) & 1) throw new BadArchive('locked')
    const extra = list.subarray(place + 46 + nameLength, place + 46 + nameLength + extraLength)
    const entry = {
      name: list.toString('utf8', place + 46, place + 46 + nameLength),
      method: list.readUInt16LE(place + 10),
      ...large(extra, {
        size: list.readUInt32LE(place + 24),
        packed: list.readUInt32LE(place + 20),
        at: list.readUInt32LE(place + 42),
      }),
    }
    if (!entry.name.endsWith('/')) entries.push(entry)
    place += 46 + nameLength + extraLength + list.readUInt16LE(place + 32)
    if (entry.name.endsWith('/') && place >= list.length) break
  }
  return entries
}

const findList = async (file: Bytes): Promise<{ count: number; size: number; at: number }> => {
  const from = Math.max(0, file.size - 66_000)
  const tail = await collect(file.read(from))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw new BadArchive('damaged')
  const small = {
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    at: tail.readUInt32LE(end + 16),
  }
  if (small.count !== 0xffff && small.size !== 0xffffffff && small.at !== 0xffffffff) return small
  const locator = end - 20
  if (locator < 0) throw new BadArchive('damaged')
  const place = Number(tail.readBigUInt64LE(locator + 8))
  const record = await collect(file.read(place, place + 56))
  if (record.length < 56 || record.readUInt32LE(0) !== END_64) throw new BadArchive('damaged')
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    at: Number(record.readBigUInt64LE(48)),
  }
}

/** Numbers that need 64 bits stand in a field of their own, those alone that do, in this order. */
const large = <Sizes extends { size: number; packed: number; at: number }>(
  extra: Buffer,
  sizes: Sizes,
): Sizes => {
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2)) {
    if (extra.readUInt16LE(place) !== 1) continue
    let next = place + 4
    const wide = { ...sizes }
    for (const name of ['size', 'packed', 'at'] as const) {
      if (sizes[name] !== 0xffffffff) continue
      if (next + 8 > extra.length) throw new BadArchive('damaged')
      wide[name] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
    return wide
  }
  return sizes
}

/** Where the bytes of a file begin: behind its own header, whose lengths may differ from the list's. */
export const dataStart = async (file: Bytes, { at }: ZipEntry): Promise<number> => {
  const header = await collect(file.read(at, at + 30))
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw new BadArchive('damaged')
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}
