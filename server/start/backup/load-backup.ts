import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import type { CopyStreamQuery } from 'pg-copy-streams'
import {
  BackupFileError,
  nameOf,
  readRecords,
  RowSum,
  type BackupRecord,
  type Footer,
  type Header,
  type TableShape,
  type TableSum,
} from './format.ts'
import {
  analyze,
  beginLoad,
  clearTable,
  commit,
  copyIn,
  copyOut,
  keptTables,
  setSequence,
  type KeptTable,
} from './queries.ts'
import { takeOff } from './take-off.ts'

/** What happens with a backup while it is read. */
export interface BackupVisitor {
  /** The header was read; throw to refuse the file. */
  begin(header: Header): Promise<void>
  table(table: TableShape): Promise<void>
  rows(bytes: Buffer): Promise<void>
  /** The table ends; gives how many rows were taken, where that is known. */
  end(sum: TableSum): Promise<number | undefined>
  finish(footer: Footer): Promise<void>
}

const same = (a: TableSum, b: TableSum): boolean =>
  a.table === b.table && a.rows === b.rows && a.sha256 === b.sha256

const damaged = (table: string): BackupFileError =>
  new BackupFileError(`The backup is damaged: ${table} is not what was written. Use another copy.`)

/** Leads a visitor through a file and checks every sum on the way. Throws `BackupFileError`. */
export const readBackup = async (unpacked: Readable, visitor: BackupVisitor): Promise<void> => {
  const done: TableSum[] = []
  let open: { table: TableShape; sum: RowSum } | undefined
  const take = async (record: BackupRecord): Promise<void> => {
    if (record.kind === 'H') await visitor.begin(record.value)
    else if (record.kind === 'T') {
      open = { table: record.value, sum: new RowSum() }
      await visitor.table(record.value)
    } else if (record.kind === 'D') {
      open?.sum.add(record.bytes)
      await visitor.rows(record.bytes)
    } else if (record.kind === 'E') {
      const taken = await visitor.end(record.value)
      const sum = open?.sum.end(open.table, taken ?? record.value.rows)
      if (!sum || !same(sum, record.value)) throw damaged(record.value.table)
      done.push(sum)
      open = undefined
    } else {
      const wrong = record.value.tables.find((table, at) => !done[at] || !same(done[at], table))
      if (wrong || done.length !== record.value.tables.length) throw damaged(wrong?.table ?? 'its end')
      await visitor.finish(record.value)
    }
  }
  for await (const record of readRecords(unpacked)) await take(record)
}

/** Loads a file into an empty, migrated database, all or nothing, and reads everything back to compare. */
export const loadBackup = async (
  client: pg.Client,
  unpacked: Readable,
  accept: (header: Header) => unknown,
  report: (sum: TableSum) => void,
  say: (line: string) => void,
): Promise<Footer> => {
  let tables: KeptTable[] = []
  let putBack = async (): Promise<void> => undefined
  let into: { stream: CopyStreamQuery; ended: Promise<void> } | undefined
  let result: Footer | undefined
  await readBackup(unpacked, {
    async begin(header) {
      accept(header)
      await beginLoad(client)
      tables = await keptTables(client)
      demandSameTables(header.tables, tables)
      // From the last to the first: what points to others goes before them.
      for (const table of header.tables.toReversed()) await clearTable(client, table)
      putBack = await takeOff(client)
    },
    async table(table) {
      const stream = copyIn(client, table)
      const ended = finished(stream)
      // A row may be refused while nobody waits; whoever waits next is told.
      ended.catch(() => undefined)
      into = { stream, ended }
    },
    async rows(bytes) {
      if (into && !into.stream.write(bytes)) await Promise.race([once(into.stream, 'drain'), into.ended])
    },
    async end(sum) {
      if (!into) return undefined
      into.stream.end()
      await into.ended
      report(sum)
      return into.stream.rowCount
    },
    async finish(footer) {
      for (const sequence of footer.sequences) await setSequence(client, sequence)
      say('Building indexes, checking references, reading back …')
      await putBack()
      await compare(client, tables, footer.tables)
      await commit(client)
      result = footer
    },
  })
  await analyze(client)
  return result as Footer
}

const demandSameTables = (wanted: readonly TableShape[], present: readonly TableShape[]): void => {
  const shape = (table: TableShape): string => `${nameOf(table)}(${[...table.columns].sort().join(', ')})`
  const have = new Set(present.map(shape))
  const missing = wanted.find((table) => !have.has(shape(table)))
  if (missing || wanted.length !== present.length) {
    throw new BackupFileError(
      `The backup does not fit this version${missing ? ` (${nameOf(missing)} differs)` : ''}. Restore it with the version that made it.`,
    )
  }
}

/** Reads every table back: what the database now holds is what the file held. */
const compare = async (
  client: pg.Client,
  tables: readonly KeptTable[],
  sums: readonly TableSum[],
): Promise<void> => {
  for (const wanted of sums) {
    const table = tables.find((one) => nameOf(one) === wanted.table)
    if (!table) throw damaged(wanted.table)
    const sum = new RowSum()
    const rows = copyOut(client, table)
    rows.on('data', (bytes: Buffer) => sum.add(bytes))
    await finished(rows)
    if (!same(sum.end(table, rows.rowCount), wanted))
      throw new BackupFileError(
        `${wanted.table} is not the same after loading. Nothing was restored; please report this.`,
      )
  }
}
