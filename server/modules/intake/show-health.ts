import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { watchRows } from '../inboxes/index.ts'
import type { InboxHealth } from './contract-health.ts'
import { backlogOf } from './queries/silence.ts'

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

/** What is known of an inbox's reading beyond its connection. */
export const showHealth = async (db: Db, caller: Caller, inboxId: string): Promise<InboxHealth> => {
  demand(caller, 'intake.retry')
  demandSight(caller, inboxId, 'inboxes.no-inbox', 'inbox')
  const [watch] = await watchRows(db, inboxId)
  const backlog = await backlogOf(db, inboxId)
  return {
    reading: watch?.readingTotal == null ? null : { done: watch.readingDone ?? 0, total: watch.readingTotal },
    waitingThere: { count: watch?.waiting ?? 0, oldestAt: iso(watch?.oldestAt) },
    waitingHere: { count: backlog.waiting, oldestAt: iso(backlog.oldestAt) },
    heardAt: iso(watch?.heardAt),
    silentSince: iso(watch?.silentSince),
    knowsUsual: watch?.usual != null,
    access:
      watch?.accessRenewedAt && watch.accessWords
        ? {
            renewedAt: watch.accessRenewedAt.toISOString(),
            endsAt: iso(watch.accessEndsAt),
            words: watch.accessWords,
          }
        : null,
    copies: { count: watch?.copies ?? 0, lastAt: iso(watch?.copiedAt) },
  }
}
