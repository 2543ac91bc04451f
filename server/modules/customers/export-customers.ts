import { demand, type Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { CsvFile, type Cell } from '../../kernel/http/index.ts'
import { recordAudit } from '../audit/index.ts'
import { attributeRows } from './queries/attributes.ts'
import { findCustomers, type CustomerFilter } from './list-customers.ts'
import type { Place } from './queries/list.ts'
import type { CustomerRow } from './queries/rows.ts'

const PAGE = 1000

const HEADER = [
  'customer_id',
  'name',
  'kana',
  'email', // not-a-channel: the head of a column
  'phone',
  'language',
  'created_at',
  'last_seen_at',
  'conversations',
]

/**
 * The customers whom the caller may see and the filter lets through, as a CSV file, last seen first, with a column for
 * every defined attribute; read in pages while the file is sent. That it was taken out stands in the audit log.
 */
export const exportCustomers = async (
  db: WorkspaceDb,
  caller: Caller,
  filter: CustomerFilter,
): Promise<CsvFile> => {
  demand(caller, 'customers.export')
  const definitions = await attributeRows(db)
  await db.tx((tx) => recordAudit(tx, caller, { action: 'customers.export', subject: { kind: 'customers' } }))
  const lines = async function* (): AsyncGenerator<readonly Cell[]> {
    yield [...HEADER, ...definitions.map(({ key }) => key)]
    let place: Place | undefined
    for (;;) {
      const rows = await findCustomers(db, caller, filter, place, PAGE)
      for (const row of rows)
        yield lineOf(
          row,
          definitions.map(({ key }) => key),
        )
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) return
      place = { at: last.lastSeenAt, id: last.id }
    }
  }
  return new CsvFile(`customers_${db.kernel.clock.now().toISOString().slice(0, 10)}.csv`, lines)
}

const lineOf = (row: CustomerRow, keys: readonly string[]): Cell[] => [
  row.id,
  row.name,
  row.kana,
  row.email,
  row.phone,
  row.language,
  row.createdAt.toISOString(),
  row.lastSeenAt.toISOString(),
  row.conversationCount,
  ...keys.map((key) => {
    const value = row.attributes[key]
    return value === undefined ? null : typeof value === 'boolean' ? String(value) : value
  }),
]
