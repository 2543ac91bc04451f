import { Readable } from 'node:stream'
import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { Download } from '../../kernel/http/index.ts'
import { atAGlance, cursorOf } from './at-a-glance.ts'
import { readReason } from './causes.ts'
import type { Quarantined } from './contract.ts'
import { quarantineCounts } from './queries.ts'
import { listedRow, listedRows } from './queries/listed.ts'

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
  const rows = await listedRows(db, { inboxId, state, before: cursorOf(cursor), limit: limit + 1 })
  const items = await Promise.all(
    rows.slice(0, limit).map(async (row) => ({
      ...(await atAGlance(db, row)),
      ...readReason(row.reason),
      attempts: row.attempts,
    })),
  )
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** What came in, byte for byte. Its name ends in nothing that a program would open by itself. */
export const openQuarantined = async (db: Db, caller: Caller, arrivalId: string): Promise<Download> => {
  demand(caller, 'intake.retry')
  const row = await listedRow(db, arrivalId)
  if (!row || !sees(caller, row.inboxId))
    throw notFound('intake.no-arrival', 'It does not lie there any more.')
  return new Download({
    name: `arrival-${row.receivedAt.toISOString().slice(0, 10)}-${arrivalId.slice(-8)}.raw`,
    type: 'application/octet-stream',
    size: row.raw.length,
    open: () => Readable.from([row.raw]),
  })
}
