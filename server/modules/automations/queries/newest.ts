import { sql, type Db } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'

/** A conversation as it is shown beside what a rule would do to it. */
export interface LookedRow {
  id: string
  number: number
  subject: string
  customer: string
}

/** The newest conversations in sight. */
export const newestConversations = (db: Db, sight: Sight, limit: number): Promise<LookedRow[]> =>
  db.many(sql`
    select c.id, c.number, c.subject, k.name as customer from conversations c
    join customers k on k.workspace_id = ${db.workspaceId} and k.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.merged_into is null and ${inSight(sql`c.inbox_id`, sight)}
    order by c.id desc limit ${limit}`)
