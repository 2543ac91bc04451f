import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Conversations whose snooze has ended. */
export const dueSnoozes = async (db: Db, now: Date): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${db.workspaceId} and snoozed_until is not null and snoozed_until <= ${now}
      order by snoozed_until limit 500`)
  ).map((row) => row.id)
