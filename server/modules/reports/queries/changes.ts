import type { Db } from '../../../kernel/db/index.ts'
import { nothing, sql, type Sql } from '../../../kernel/db/index.ts'
import { heldAt } from './held.ts'

/** A change of a conversation, with who held it then and how it had begun. */
export interface ChangeRow {
  id: string
  kind: 'status' | 'assigned' | 'team'
  at: Date
  actor: 'customer' | 'agent' | 'system' | 'bot'
  actorId: string | null
  from: string | null
  to: string | null
  conversationId: string
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  openedAt: Date
  origin: 'customer' | 'us' | 'machine'
}

// The ids stand there for every table, so that a plan made while nothing was known of the tables never walks through them.
const changeRows = (db: Db, ids: readonly string[], wanted: Sql): Promise<ChangeRow[]> =>
  db.many(sql`
    select ch.id, ch.kind, ch.at, ch.actor_kind as actor, ch.actor_id as "actorId", ch.from_value as "from", ch.to_value as "to",
      c.id as "conversationId", c.customer_id as "customerId", c.inbox_id as "inboxId", h.team_id as "teamId", h.agent_id as "agentId",
      coalesce(o.at, c.opened_at) as "openedAt",
      coalesce(o.origin, case when c.opened_by = 'customer' then 'customer' else 'us' end) as origin
    from conversation_changes ch
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.id = ch.conversation_id
    left join facts o on o.workspace_id = ${db.workspaceId} and o.conversation_id = any(${ids}::uuid[]) and o.conversation_id = ch.conversation_id
      and o.kind = 'opened'
    ${heldAt(db.workspaceId, sql`ch.at`, sql`h`)}
    where ch.workspace_id = ${db.workspaceId} and ch.conversation_id = any(${ids}::uuid[]) and ch.kind in ('status', 'assigned', 'team')
      ${wanted}
    order by ch.at, ch.id`)

/** A conversation at a moment: everything that one transaction changed of it. */
export interface Moved {
  conversationId: string
  at: Date
}

/** What was changed of conversations at some moments, in the order of time. */
export const changesAt = (db: Db, moved: readonly Moved[]): Promise<ChangeRow[]> => {
  const ids = moved.map(({ conversationId }) => conversationId)
  const moments = moved.map(({ at }) => at)
  return changeRows(
    db,
    ids,
    sql`and (ch.conversation_id, ch.at) in (select w.id, w.at from unnest(${ids}::uuid[], ${moments}::timestamptz[]) as w (id, at))`,
  )
}

/** Everything that was ever changed of conversations, in the order of time. */
export const changesOf = (db: Db, conversationIds: readonly string[]): Promise<ChangeRow[]> =>
  changeRows(db, conversationIds, nothing)
