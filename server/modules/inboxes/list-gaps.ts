import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Gap } from './contract-gaps.ts'
import { gapRows } from './queries/gaps.ts'

const STATES = {
  open: ['open', 'wanted'],
  dismissed: ['dismissed'],
  settled: ['fetched', 'gone'],
} as const

/** What of an inbox could not be fetched, was dismissed, or came to an end lately, by the keys of its island. */
export const listGaps = async (
  db: Db,
  caller: Caller,
  {
    inboxId,
    state,
    cursor,
    limit,
  }: { inboxId: string; state: keyof typeof STATES; cursor?: string | undefined; limit: number },
): Promise<{ items: Gap[]; next: string | null }> => {
  demand(caller, 'intake.retry')
  demandSight(caller, inboxId, 'inboxes.no-inbox', 'inbox')
  const rows = await gapRows(db, inboxId, { states: STATES[state], after: cursor ?? null, limit: limit + 1 })
  const items = rows.slice(0, limit).map(({ arrivedAt, at, ...row }) => ({
    ...row,
    arrivedAt: arrivedAt?.toISOString() ?? null,
    at: at.toISOString(),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.key ?? null) : null }
}
