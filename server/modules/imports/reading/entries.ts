import { Readable, type Transform } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'
import type { Bytes } from './file-pieces.ts'
import { collect } from './file-pieces.ts'
import { BadArchive, dataStart, type ZipEntry, zipEntries } from './zip.ts'

/** A file of an upload: the upload itself, or one in its archive. */
export interface Entry {
  name: string
  /** Bytes; of what is packed by itself not known before. */
  size: number | undefined
  open(): AsyncGenerator<Buffer>
}

/** What comes out of a container may be so many times its size, once it is large; and no more than this at all. */
const MOST_TIMES = 200
const ALWAYS = 32 * 1024 * 1024
const ZIP = Buffer.from([0x50, 0x4b, 3, 4])
const MOST_BYTES = 64 * 1024 * 1024 * 1024

/** The files of an upload, by their beginning rather than by their name. What is in an archive's archive is not looked at. */
export const entriesOf = async (file: Bytes, name: string): Promise<Entry[]> => {
  const start = await collect(file.read(0, 4))
  if (start.equals(ZIP)) return ofZip(file)
  if (start[0] === 0x1f && start[1] === 0x8b)
    return [
      {
        name: name.replace(/\.gz$/i, ''),
        size: undefined,
        open: () => bounded(through(file.read(0), createGunzip()), file.size),
      },
    ]
  return [{ name, size: file.size, open: () => file.read(0) }]
}

const ofZip = async (file: Bytes): Promise<Entry[]> => {
  const entries = await zipEntries(file)
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > MOST_BYTES) throw new BadArchive('bomb')
  return entries
    .filter(({ name }) => !/(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db)/.test(name))
    .map((entry) => ({ name: entry.name, size: entry.size, open: () => unpacked(file, entry) }))
}

const unpacked = async function* (file: Bytes, entry: ZipEntry): AsyncGenerator<Buffer> {
  const from = await dataStart(file, entry)
  const packed = file.read(from, from + entry.packed)
  if (entry.method === 0) yield* packed
  else if (entry.method === 8) yield* bounded(through(packed, createInflateRaw()), entry.packed)
  else throw new BadArchive('damaged')
}

const through = async function* (from: AsyncIterable<Buffer>, unpack: Transform): AsyncGenerator<Buffer> {
  const source = Readable.from(from)
  source.on('error', (error) => unpack.destroy(error))
  source.pipe(unpack)
  try {
    for await (const part of unpack) yield part as Buffer
  } catch (error) {
    throw isDamage(error) ? new BadArchive('damaged') : error
  } finally {
    source.destroy()
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code))

/** Passes on what is unpacked as long as it is no bomb. */
const bounded = async function* (stream: AsyncIterable<Buffer>, packed: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > MOST_BYTES || (size > ALWAYS && size > packed * MOST_TIMES)) throw new BadArchive('bomb')
    yield part
  }
}

/** A file of the upload as a whole; undefined where it is larger. */
export const readEntry = async (entry: Entry, most: number): Promise<Buffer | undefined> => {
  if (entry.size !== undefined && entry.size > most) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of entry.open()) {
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
