import { sql, type Db } from '../../../kernel/db/index.ts'
import { NOBODY } from '../../../kernel/ids.ts'
import type { Count } from '../contract.ts'
import { ofInboxes } from './pieces.ts'

/** Kept counts of the inboxes in sight that are not zero. */
export const countRows = (db: Db, inboxIds: readonly string[] | null): Promise<Count[]> =>
  db.many(sql`
    select n.inbox_id as "inboxId", nullif(n.team_id, ${NOBODY}) as "teamId",
      nullif(n.assignee_id, ${NOBODY}) as "assigneeId", n.status, n.count
    from conversation_counts n
    where n.workspace_id = ${db.workspaceId} and ${ofInboxes(sql`n.inbox_id`, inboxIds)} and n.count <> 0`)

/** The counts of exactly these keys; a key without a row counts nothing. */
export const countsOf = (db: Db, keys: readonly Omit<Count, 'count'>[]): Promise<Count[]> =>
  db.many(sql`
    select k.inbox_id as "inboxId", nullif(k.team_id, ${NOBODY}) as "teamId",
      nullif(k.assignee_id, ${NOBODY}) as "assigneeId", k.status, coalesce(n.count, 0) as count
    from unnest(
      ${keys.map((key) => key.inboxId)}::uuid[], ${keys.map((key) => key.teamId ?? NOBODY)}::uuid[],
      ${keys.map((key) => key.assigneeId ?? NOBODY)}::uuid[], ${keys.map((key) => key.status)}::text[]
    ) as k (inbox_id, team_id, assignee_id, status)
    left join conversation_counts n on n.workspace_id = ${db.workspaceId} and n.inbox_id = k.inbox_id
      and n.team_id = k.team_id and n.assignee_id = k.assignee_id and n.status = k.status`)

/** How many mentions of a person are not seen yet, in the inboxes in their sight. */
export const unseenMentions = async (
  db: Db,
  agentId: string,
  inboxIds: readonly string[] | null,
): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*) as n
      from mentions m
      join conversations c on c.workspace_id = ${db.workspaceId} and c.id = m.conversation_id
      where m.workspace_id = ${db.workspaceId} and m.agent_id = ${agentId} and m.seen_at is null
        and ${ofInboxes(sql`c.inbox_id`, inboxIds)}`)
  ).n
