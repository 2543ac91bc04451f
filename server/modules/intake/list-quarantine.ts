import { Readable } from 'node:stream'
import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { Download } from '../../kernel/http/index.ts'
import { isId } from '../../kernel/ids.ts'
import { readReason } from './causes.ts'
import type { Quarantined } from './contract.ts'
import { quarantineCounts, quarantinedRow, quarantineRows } from './queries.ts'

/** How many arrivals lie in quarantine, by inbox, as far as the caller sees. */
export const countQuarantine = async (
  db: Db,
  caller: Caller,
): Promise<{ inboxId: string; count: number }[]> => {
  demand(caller, 'intake.retry')
  return (await quarantineCounts(db)).filter(({ inboxId }) => sees(caller, inboxId))
}

/** Arrivals of an inbox that lie in quarantine, or were dismissed from there, the newest first, page by page. */
export const listQuarantine = async (
  db: Db,
  caller: Caller,
  {
    inboxId,
    state,
    cursor,
    limit,
  }: { inboxId: string; state: 'quarantined' | 'dismissed'; cursor?: string | undefined; limit: number },
): Promise<{ items: Quarantined[]; next: string | null }> => {
  demand(caller, 'intake.retry')
  if (!sees(caller, inboxId)) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  if (cursor !== undefined && !isId(cursor))
    throw invalid('intake.cursor', 'This cursor is not one of ours. Start from the first page.')
  const rows = await quarantineRows(db, { inboxId, state, before: cursor ?? null, limit: limit + 1 })
  const items = rows.slice(0, limit).map(({ reason, receivedAt, ...row }) => ({
    ...row,
    ...readReason(reason),
    receivedAt: receivedAt.toISOString(),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** What came in, byte for byte. Its name ends in nothing that a program would open by itself. */
export const openQuarantined = async (db: Db, caller: Caller, arrivalId: string): Promise<Download> => {
  demand(caller, 'intake.retry')
  const row = await quarantinedRow(db, arrivalId)
  if (!row || !sees(caller, row.inboxId))
    throw notFound('intake.no-arrival', 'It is not in quarantine any more.')
  return new Download({
    name: `arrival-${row.receivedAt.toISOString().slice(0, 10)}-${arrivalId.slice(-8)}.raw`,
    type: 'application/octet-stream',
    size: row.raw.length,
    open: () => Readable.from([row.raw]),
  })
}
