import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Import } from './contract.ts'
import { importRow, type ImportRow } from './queries/imports.ts'
import { countIssues } from './queries/report.ts'

/** An import, as screens show it. */
export const shapeImport = async (db: Db, row: ImportRow): Promise<Import> => {
  const { place: _place, mapping: _mapping, changedAt: _changedAt, ...rest } = row
  return {
    ...rest,
    // One that is going is shown nowhere.
    state: rest.state as Import['state'],
    size: Number(row.size),
    received: Number(row.received),
    done: Number(row.done),
    total: Number(row.total),
    counts: row.counts as Record<string, number>,
    issues: (await countIssues(db, row.id)).map(({ code, count }) => ({ code, count: Number(count) })),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}

/** An import. Throws `not-found`. */
export const demandImport = async (db: Db, id: string): Promise<ImportRow> => {
  const row = await importRow(db, id)
  if (!row || row.state === 'removing') throw notFound('imports.no-import', 'There is no such import.')
  return row
}
