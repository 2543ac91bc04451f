import type { Db } from '../../../kernel/db/index.ts'
import type { ImportRow } from '../queries/imports.ts'
import type { Issue, Item } from '../neutral.ts'
import { fields } from '../sources/json.ts'
import { jsonSource } from '../sources/index.ts'
import { mailItems } from '../sources/mail.ts'
import { Unfit, type JsonSource } from '../sources/source.ts'
import { rowItems, type Table } from '../sources/table.ts'
import { csvRows, formOf } from './csv-records.ts'
import { readEntry, type Entry } from './entries.ts'
import { jsonRecords } from './json-records.ts'
import { mboxRecords } from './mbox-records.ts'
import { MOST_RECORD, type RawRecord } from './record.ts'

/** A record that was read: what it is in the neutral form, or what is wrong with it. */
export interface ReadRecord {
  items: Item[]
  issue?: Issue & { place: string }
  /** Bytes of the file up to its end. */
  end: number
  size: number
  /** Of what has another place than bytes: bytes that were read by then. */
  read?: number
}

/** What reading needs to know beside the file. */
export interface ReadingTerms {
  db: Db
  row: Pick<ImportRow, 'source' | 'inboxId' | 'options'>
  isOurs(address: string): boolean
  timeZone: string
}

/** The beginning of a file, by which it is recognised. */
const START = 64 * 1024

/** The records of a file behind a place; those before it are passed over. A file of another kind has none. */
export const recordsIn = (terms: ReadingTerms, entry: Entry, behind: number): AsyncGenerator<ReadRecord> => {
  const source = jsonSource(terms.row.source)
  if (source) return ofJson(source, entry, behind)
  return terms.row.source === 'mbox' ? ofMails(terms, entry, behind) : ofTable(terms, entry, behind)
}

const ofJson = async function* (
  source: JsonSource,
  entry: Entry,
  behind: number,
): AsyncGenerator<ReadRecord> {
  const start = (await firstBytes(entry))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (!/^[[{]/.test(start)) return
  let number = 0
  for await (const record of jsonRecords(entry.open(), source)) {
    number += 1
    if (record.end <= behind) continue
    if (record.list !== undefined && !source.lists.has(record.list)) continue
    yield settle(record, `${entry.name} #${number}`, () => {
      const value = fields(JSON.parse(record.bytes.toString('utf8').replace(/^\uFEFF/, '')))
      return Object.keys(value).length === 0
        ? []
        : source.read({ value, list: record.list ?? '', file: entry.name })
    })
  }
}

const ofMails = async function* (
  terms: ReadingTerms,
  entry: Entry,
  behind: number,
): AsyncGenerator<ReadRecord> {
  const { db, row, isOurs } = terms
  let number = 0
  for await (const record of mailsOf(entry)) {
    number += 1
    if (record.end <= behind) continue
    const place = `${entry.name} #${number}`
    try {
      const items = record.cut ? [] : await mailItems(db, row.inboxId, record.bytes, isOurs)
      yield settle(record, place, () => items)
    } catch (error) {
      yield settle(record, place, () => {
        throw error instanceof Unfit ? error : new Unfit('unreadable', 'mail', wordsOf(error))
      })
    }
  }
}

const mailsOf = async function* (entry: Entry): AsyncGenerator<RawRecord> {
  const start = (await firstBytes(entry)).toString('latin1')
  if (/^\s*From /.test(start)) yield* mboxRecords(entry.open())
  else if (/\.(eml|msg|txt)$|^[^.]*$/i.test(entry.name) && /^[!-9;-~]+:[ \t]/m.test(start)) {
    const bytes = await readEntry(entry, MOST_RECORD)
    yield bytes
      ? { bytes, end: bytes.length }
      : { bytes: Buffer.alloc(0), end: Number.MAX_SAFE_INTEGER, cut: true }
  }
}

const ofTable = async function* (
  { row: { options }, timeZone }: ReadingTerms,
  entry: Entry,
  behind: number,
): AsyncGenerator<ReadRecord> {
  const form = formOf(await firstBytes(entry))
  let table: Table | undefined
  for await (const row of csvRows(entry.open(), form)) {
    if (!table) {
      table = {
        header: row.cells,
        columns: options.columns ?? [],
        rows: options.rows ?? 'messages',
        timeZone,
      }
      continue
    }
    // The place of a row is its number: what stands in the file may be any encoding.
    if (row.number <= behind) continue
    const known = table
    const record = { bytes: Buffer.alloc(0), end: row.number }
    yield { ...settle(record, `${entry.name} #${row.number}`, () => rowItems(row, known)), read: row.read }
  }
}

/** The beginning of a file. */
export const firstBytes = async (entry: Entry): Promise<Buffer> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of entry.open()) {
    parts.push(part)
    size += part.length
    if (size >= START) break
  }
  return Buffer.concat(parts).subarray(0, START)
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500)

const settle = (record: RawRecord, place: string, read: () => Item[]): ReadRecord => {
  const base = { end: record.end, size: record.bytes.length }
  const wrong = (issue: Issue): ReadRecord => ({ ...base, items: [], issue: { ...issue, place } })
  if (record.cut)
    return wrong({
      code: 'too-large',
      subject: '',
      detail: '',
    })
  try {
    return { ...base, items: read() }
  } catch (error) {
    if (error instanceof Unfit)
      return wrong({ code: error.code, subject: error.subject, detail: error.message })
    return wrong({ code: 'unreadable', subject: '', detail: wordsOf(error) })
  }
}
