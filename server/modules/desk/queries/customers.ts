import { sql, type Db } from '../../../kernel/db/index.ts'
import { ofInboxes } from './pieces.ts'

/** Which customers have a conversation in sight that is not resolved: asked of one customer `c`, and all of them. */
export const withOpenConversation = (db: Db, inboxIds: readonly string[] | null) => {
  const open = sql`o.workspace_id = ${db.workspaceId} and o.status = any('{open,pending,snoozed}')
    and ${ofInboxes(sql`o.inbox_id`, inboxIds)}`
  return {
    one: sql`(select true from conversations o where ${open} and o.customer_id = c.id limit 1)`,
    all: sql`select distinct o.customer_id as id from conversations o where ${open}`,
  }
}
