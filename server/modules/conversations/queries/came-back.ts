import { sql, type Db } from '../../../kernel/db/index.ts'
import { homeOf } from './homes.ts'

/** Somebody prepared an answer in a conversation. The id is of that moment: what came later has a greater one. */
export interface Prepared {
  id: string
  conversationId: string
  agentId: string
  at: Date
}

const DAY = '1 day'

/**
 * Of prepared answers those that were sent: the first message of the same person in the same conversation, wherever that stands
 * now, within a day, unless it was taken back or failed. `cameBack`: its customer wrote again, in any conversation of theirs and by
 * no machine, within `days` after it. One statement; each looks at what came after it alone.
 */
export const cameBack = (
  db: Db,
  prepared: readonly Prepared[],
  days: number,
): Promise<{ id: string; cameBack: boolean }[]> =>
  db.many(sql`
    select u.id, exists (
        select from (
          select j.id from conversations j
          where j.workspace_id = ${db.workspaceId} and j.customer_id = c.customer_id and j.last_activity_at > a.at
          union all select p.id) w
        join messages n on n.workspace_id = ${db.workspaceId} and n.conversation_id = w.id and n.id > a.id
        join conversations h on h.workspace_id = ${db.workspaceId} and h.id = ${homeOf(sql`n`)}
        where h.customer_id = c.customer_id and n.kind = 'inbound' and not n.automatic
          and n.occurred_at <= a.at + ${`${days} days`}::interval) as "cameBack"
    from unnest(${prepared.map(({ id }) => id)}::uuid[], ${prepared.map(({ conversationId }) => conversationId)}::uuid[],
      ${prepared.map(({ agentId }) => agentId)}::uuid[], ${prepared.map(({ at }) => at)}::timestamptz[]) as u (id, conversation_id, agent_id, at)
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = u.conversation_id
    join conversations p on p.workspace_id = ${db.workspaceId}
      and p.id = case when c.merged_into is null then c.id else c.merged_into end
    join lateral (
      select n.id, n.occurred_at as at from messages n
      where n.workspace_id = ${db.workspaceId} and n.conversation_id = p.id and n.id > u.id and n.kind = 'outbound'
        and not n.automatic and n.actor_id = u.agent_id and n.occurred_at <= u.at + ${DAY}::interval
        and n.receipt is distinct from 'cancelled' and n.receipt is distinct from 'failed'
      order by n.id limit 1) a on true`)
