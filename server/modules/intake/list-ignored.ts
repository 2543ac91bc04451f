import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { atAGlance, cursorOf } from './at-a-glance.ts'
import { readIgnoredReason } from './causes.ts'
import type { Ignored } from './contract.ts'
import { KEPT_MS } from './keep-arrivals.ts'
import { listedRows } from './queries/listed.ts'

/** Arrivals of an inbox that became no message, as long as their bytes are kept, the newest first, page by page. */
export const listIgnored = async (
  db: Db,
  caller: Caller,
  {
    inboxId,
    only,
    cursor,
    limit,
  }: {
    inboxId: string
    only?: 'duplicates' | 'others' | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<{ items: Ignored[]; next: string | null }> => {
  demand(caller, 'intake.retry')
  demandSight(caller, inboxId, 'inboxes.no-inbox', 'inbox')
  const rows = await listedRows(db, {
    inboxId,
    state: 'ignored',
    before: cursorOf(cursor),
    since: idAt(new Date(db.kernel.clock.now().getTime() - KEPT_MS)),
    duplicates: only === undefined ? null : only === 'duplicates',
    limit: limit + 1,
  })
  const items = await Promise.all(
    rows
      .slice(0, limit)
      .map(async (row) => ({ ...(await atAGlance(db, row)), ...readIgnoredReason(row.reason) })),
  )
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
