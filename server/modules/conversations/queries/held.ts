import type { Db, Sql } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import { homeOf } from './homes.ts'
import { firstUnanswered } from './waiting.ts'

/** A conversation that somebody holds while its customer waits. */
export interface HeldRow {
  id: string
  assigneeId: string
  inboxId: string
  teamId: string | null
  waitingSince: Date
  /**
   * Since when the customer waits for the one who holds it: since they got it, since it came back from being snoozed, or
   * since the message came in, which may have been long on its way.
   */
  since: Date
}

/** From, join and where: answers in `c` that wait for approval, by whose thread they are on, `t`. */
const awaiting = (db: Db): Sql => sql`
  from approvals p
  join messages n on n.workspace_id = ${db.workspaceId} and n.id = p.message_id
  join conversations t on t.workspace_id = ${db.workspaceId}
    and t.id = ${homeOf(sql`n`)}
  where p.workspace_id = ${db.workspaceId} and p.state = 'waiting' and n.conversation_id = c.id`

/** Where reading goes on. */
export type HeldPlace = Pick<HeldRow, 'id' | 'waitingSince'>

/**
 * Conversations in which a customer has waited since before a moment for somebody who holds them, or for one of `gone`
 * since whenever; longest first. An answer that waits for approval is one, to its own customer: where several write in one
 * conversation, the others wait on.
 */
export const heldRows = (
  db: Db,
  { before, gone }: { before: Date; gone: readonly string[] },
  after: HeldPlace | undefined,
  limit: number,
): Promise<HeldRow[]> =>
  db.many(sql`
    select c.id, c.assignee_id as "assigneeId", c.inbox_id as "inboxId", c.team_id as "teamId", c.waiting_since as "waitingSince",
      greatest(w.at, (
        select min(n.received_at) from messages n
        where n.workspace_id = ${db.workspaceId} and n.conversation_id = c.id and n.kind = 'inbound' and not n.automatic
          and n.occurred_at >= w.at), (
        select max(h.at) from conversation_changes h
        where h.workspace_id = ${db.workspaceId} and h.conversation_id = c.id
          and (h.kind = 'assigned' or h.kind = 'status' and h.from_value = 'snoozed'))) as since
    from conversations c
    cross join lateral (
      select case
        when exists (select ${awaiting(db)}) then ${firstUnanswered(
          db,
          sql`c.id`,
          sql`
          not exists (select ${awaiting(db)} and t.customer_id = h.customer_id)`,
        )}
        else c.waiting_since end as at) w
    where c.workspace_id = ${db.workspaceId} and c.status in ('open', 'pending') and c.waiting_since is not null
      and c.assignee_id is not null and (c.waiting_since < ${before} or c.assignee_id = any(${gone}::uuid[]))
      and (w.at < ${before} or w.at is not null and c.assignee_id = any(${gone}::uuid[]))
      and (c.waiting_since, c.id) > (${after?.waitingSince ?? new Date(0)}::timestamptz, ${after?.id ?? FIRST_ID}::uuid)
    order by c.waiting_since, c.id limit ${limit}`)
