import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** How many messages need somebody's eyes: failed, held for a setting, or tried in vain and waiting for the next try. */
export const stuckCount = async (db: Db, inboxIds: readonly string[] | null): Promise<number> =>
  (
    await db.one<{ stuck: number }>(sql`
      select count(*) as stuck from deliveries d
      where d.workspace_id = ${db.workspaceId} and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
        and (${inboxIds}::uuid[] is null or d.inbox_id = any(${inboxIds}::uuid[]))
        and (d.state in ('held', 'failed', 'uncertain') or (d.state = 'waiting' and d.attempts > 0)
          or (d.state = 'sending' and d.attempts > 1))`)
  ).stuck

/** True when one of these messages took more than one attempt. */
export const anyRepeated = async (db: Db, messageIds: readonly string[]): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from deliveries d
    where d.workspace_id = ${db.workspaceId} and d.message_id = any(${messageIds}::uuid[]) and d.attempts > 1
    limit 1`)) !== undefined
