import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** True when one of these messages took more than one attempt. */
export const anyRepeated = async (db: Db, messageIds: readonly string[]): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from deliveries d
    where d.workspace_id = ${db.workspaceId} and d.message_id = any(${messageIds}::uuid[]) and d.attempts > 1
    limit 1`)) !== undefined
