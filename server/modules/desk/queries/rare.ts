import { sql, type Db } from '../../../kernel/db/index.ts'
import type { ListConditions } from '../choose-list.ts'
import { eachInbox, eachStatus } from './pieces.ts'

/** Up to here sorting a set beats walking an ordered list past everything that does not match. */
const FEW = 5000

const isFew = async (db: Db, rows: ReturnType<typeof sql>): Promise<boolean> =>
  (await db.one<{ n: number }>(sql`select count(*) as n from (${rows} limit ${FEW + 1}) r`)).n <= FEW

/** True if few conversations bear the tag. */
export const isRareTag = (db: Db, tagId: string): Promise<boolean> =>
  isFew(
    db,
    sql`select 1 from conversation_tags t where t.workspace_id = ${db.workspaceId} and t.tag_id = ${tagId}`,
  )

/** True if customers wait in few of the conversations. */
export const isRareWaiting = (db: Db, conditions: ListConditions): Promise<boolean> =>
  isFew(
    db,
    sql`
      select 1 from ${eachInbox(db, conditions.inboxIds)} cross join ${eachStatus(conditions.statuses)}
      cross join lateral (
        select 1 from conversations c
        where c.workspace_id = ${db.workspaceId} and c.inbox_id = i.id and c.status = s.status
          and c.waiting_since is not null
        limit ${FEW + 1}) w`,
  )
