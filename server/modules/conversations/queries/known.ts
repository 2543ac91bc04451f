import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { homeOf } from './homes.ts'
import { waitsSince } from './waiting.ts'

/** What conditions ask of a conversation. */
export interface KnownConversation {
  id: string
  inboxId: string
  customerId: string
  subject: string
  status: string
  priority: string
  assigneeId: string | null
  teamId: string | null
  tagIds: string[]
  openedBy: string
  openedAt: Date
  lastActivityAt: Date
  lastDirection: string
  waitingSince: Date | null
  snoozedUntil: Date | null
  messageCount: number
}

/** Conversations as conditions ask of them; without those that were merged into others. */
export const knownConversations = (db: Db, ids: readonly string[]): Promise<KnownConversation[]> =>
  db.many(sql`
    select c.id, c.inbox_id as "inboxId", c.customer_id as "customerId", c.subject, c.status, c.priority,
      c.assignee_id as "assigneeId", c.team_id as "teamId", c.tag_ids as "tagIds", c.opened_by as "openedBy",
      c.opened_at as "openedAt", c.last_activity_at as "lastActivityAt", c.last_direction as "lastDirection",
      c.waiting_since as "waitingSince", c.snoozed_until as "snoozedUntil", c.message_count as "messageCount"
    from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null`)

/** What conditions ask of the newest message of a customer's; nulls where there is none. */
export interface NewestInbound {
  id: string
  text: string | null
  automatic: boolean | null
  hasFiles: boolean | null
}

/**
 * The newest message of a customer's in each conversation, or the one that `at` names; no more of its text than `most`
 * characters.
 */
export const newestInbound = (
  db: Db,
  ids: readonly string[],
  most: number,
  at: ReadonlyMap<string, string> = new Map(),
): Promise<NewestInbound[]> =>
  db.many(sql`
    select c.id, m.text, m.automatic,
      case when m.id is not null then exists (
        select from attachments a
        where a.workspace_id = ${db.workspaceId} and a.message_id = m.id and not a.inline) end as "hasFiles"
    from conversations c
    left join unnest(${[...at.keys()]}::uuid[], ${[...at.values()]}::uuid[]) as w (id, message_id) on w.id = c.id
    left join lateral (
      select n.id, left(n.text, ${most}) as text, n.automatic from messages n
      where n.workspace_id = ${db.workspaceId} and n.conversation_id = c.id and n.kind = 'inbound'
        and (w.message_id is null or n.id <= w.message_id)
      order by n.id desc limit 1) m on true
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null`)

/** What answers name of a conversation. */
export interface NamedConversation {
  id: string
  number: number
  subject: string
  openedAt: Date
  lastInboundAt: Date | null
  assignee: string | null
  team: string | null
}

/** Threads as answers name them: what was merged by itself, and by who cares for it where it stands. */
export const namedConversations = (db: Db, ids: readonly string[]): Promise<NamedConversation[]> =>
  db.many(sql`
    select c.id, c.number, c.subject, c.opened_at as "openedAt", a.name as assignee, t.name as team,
      (select ${waitsSince(sql`n`)} from messages n
        where n.workspace_id = ${db.workspaceId} and n.conversation_id = p.id and n.kind = 'inbound' and not n.automatic
          and ${homeOf(sql`n`)} = c.id
        order by n.id desc limit 1) as "lastInboundAt"
    from conversations c
    join conversations p on p.workspace_id = ${db.workspaceId}
      and p.id = case when c.merged_into is null then c.id else c.merged_into end
    left join agents a on a.workspace_id = ${db.workspaceId} and a.id = p.assignee_id
    left join teams t on t.workspace_id = ${db.workspaceId} and t.id = p.team_id
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])`)
