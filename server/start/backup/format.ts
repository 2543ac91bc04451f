import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/**
 * The backup file: gzip over one line and then records, each a letter, its length (4 bytes, big-endian) and its bytes.
 * H header · T a table begins · D rows of it as COPY writes them · E it ends · F what the file must hold. All but D are
 * JSON. A file without F is not whole.
 */
const MAGIC = 'MADOGUCHI BACKUP 1\n'
const LARGEST = 64 * 1024 * 1024

/** A table with the columns that are kept, in their order. */
export interface TableShape {
  schema: string
  name: string
  columns: string[]
}

/** What stands at the beginning of a backup. */
export interface Header {
  version: string
  createdAt: string
  postgres: string
  migrations: { name: string; hash: string }[]
  tables: TableShape[]
  /** Made with the key that seals secrets: tells whether another installation has the same, and nothing about it. */
  keySign: string
  /** The key itself, only when it was asked for. */
  key?: string
}

/** What a table must come to: rows, and the SHA-256 of its rows as COPY writes them in the order of the primary key. */
export interface TableSum {
  table: string
  rows: number
  sha256: string
}

/** What stands at the end: everything that the file must hold. */
export interface Footer {
  tables: TableSum[]
  sequences: { schema: string; name: string; value: string; called: boolean }[]
}

/** One record of a file. */
export type BackupRecord =
  | { kind: 'H'; value: Header }
  | { kind: 'T'; value: TableShape }
  | { kind: 'D'; bytes: Buffer }
  | { kind: 'E'; value: TableSum }
  | { kind: 'F'; value: Footer }

/** The file is no backup, or not a whole one; the message is a sentence. */
export class BackupFileError extends Error {}

/** Name of a table as the file and its messages write it. */
export const nameOf = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`

/** Writes records, waiting when the other side is slower. */
export class RecordWriter {
  readonly #out: Writable
  constructor(out: Writable) {
    this.#out = out
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#out.destroyed) throw this.#out.errored ?? new Error('the file was closed')
    if (!this.#out.write(bytes)) await once(this.#out, 'drain')
  }

  /** Begins the file. */
  async begin(): Promise<void> {
    await this.#write(Buffer.from(MAGIC))
  }

  async add(record: BackupRecord): Promise<void> {
    const bytes = record.kind === 'D' ? record.bytes : Buffer.from(JSON.stringify(record.value))
    const head = Buffer.alloc(5)
    head.write(record.kind, 0, 'latin1')
    head.writeUInt32BE(bytes.length, 1)
    await this.#write(head)
    await this.#write(bytes)
  }
}

/** Takes an exact number of bytes at a time from a stream. */
class Bytes {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  /** The next bytes; undefined at the clean end of the stream. */
  async take(length: number): Promise<Buffer | undefined> {
    const parts = [this.#rest]
    let have = this.#rest.length
    while (have < length) {
      const next = await this.#chunks.next()
      if (next.done) {
        if (have === 0) return undefined
        throw new BackupFileError('The backup ends in the middle: it was cut off. Use another copy.')
      }
      parts.push(next.value)
      have += next.value.length
    }
    const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    this.#rest = all.subarray(length)
    return all.subarray(0, length)
  }
}

/** A record's JSON. Throws `BackupFileError` where it is none. */
const parsed = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    throw new BackupFileError('The backup is damaged. Use another copy.')
  }
}

/** Reads the records of an unpacked file. Throws `BackupFileError` where it is not what we wrote. */
export const readRecords = async function* (stream: Readable): AsyncGenerator<BackupRecord> {
  const bytes = new Bytes(stream)
  const magic = await bytes.take(MAGIC.length)
  if (magic?.toString('latin1') !== MAGIC)
    throw new BackupFileError('This file is not a backup of Madoguchi, or one of a newer kind.')
  for (;;) {
    const head = await bytes.take(5)
    if (!head) throw new BackupFileError('The backup has no end: it was cut off. Use another copy.')
    const kind = head.toString('latin1', 0, 1) as BackupRecord['kind']
    const length = head.readUInt32BE(1)
    if (!'HTDEF'.includes(kind) || length > LARGEST)
      throw new BackupFileError('The backup is damaged. Use another copy.')
    const content = length === 0 ? Buffer.alloc(0) : await bytes.take(length)
    if (!content)
      throw new BackupFileError('The backup ends in the middle: it was cut off. Use another copy.')
    if (kind === 'D') yield { kind, bytes: content }
    else yield { kind, value: parsed(content) } as BackupRecord
    if (kind === 'F') return
  }
}

/** Sums a table's rows while they pass. */
export class RowSum {
  readonly #hash = createHash('sha256')

  add(bytes: Buffer): void {
    this.#hash.update(bytes)
  }

  /** The sum under the table's name. */
  end(table: { schema: string; name: string }, rows: number): TableSum {
    return { table: nameOf(table), rows, sha256: this.#hash.digest('hex') }
  }
}
