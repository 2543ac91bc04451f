import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { Erasure, KeepingRun } from './contract.ts'
import { shapeErasure } from './erase-customer.ts'
import { erasureRows } from './queries/erasures.ts'
import { runRows } from './queries/rules.ts'

interface Page {
  cursor?: string | undefined
  limit: number
}

const pageOf = async <Row extends { id: string }>(
  { cursor, limit }: Page,
  read: (before: string | null, limit: number) => Promise<Row[]>,
): Promise<{ items: Row[]; next: string | null }> => {
  if (cursor !== undefined && !isId(cursor))
    throw notFound('keeping.cursor', 'This cursor is not one of ours. Start from the first page.')
  const rows = await read(cursor ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Who was erased, newest first: without a word of who it was. */
export const listErasures = async (
  db: Db,
  caller: Caller,
  page: Page,
): Promise<{ items: Erasure[]; next: string | null }> => {
  demand(caller, 'customers.erase')
  const { items, next } = await pageOf(page, (before, limit) => erasureRows(db, before, limit))
  return { items: items.map(shapeErasure), next }
}

/** What rules removed, newest first. */
export const listRuns = async (
  db: Db,
  caller: Caller,
  page: Page,
): Promise<{ items: KeepingRun[]; next: string | null }> => {
  demand(caller, 'settings.write')
  const { items, next } = await pageOf(page, (before, limit) => runRows(db, before, limit))
  return {
    items: items.map((row) => ({
      ...row,
      rows: Number(row.rows),
      from: row.from?.toISOString() ?? null,
      to: row.to?.toISOString() ?? null,
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
    next,
  }
}
