import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import { seeingAll } from '../roles/fixed.ts'

/** Condition: a person (alias `a`: agents) has a role that sees every inbox; the others see those of their teams. */
export const seesAll = (db: Db): Sql => sql`
  (a.role = any(${seeingAll}::text[]) or exists (
    select 1 from roles r where r.workspace_id = ${db.workspaceId} and r.id = a.role_id and r.all_inboxes))`

/**
 * Condition: a person (alias `a`: agents) sees an inbox. What `visibleInboxIds` says of one person, for statements that ask
 * it of many. Reads the link table of the inboxes room, and nothing else of it.
 */
export const seesInbox = (db: Db, inboxId: Sql): Sql => sql`
  (${seesAll(db)} or exists (
    select 1 from inbox_teams l
    join team_members b on b.workspace_id = ${db.workspaceId} and b.team_id = l.team_id
    where l.workspace_id = ${db.workspaceId} and l.inbox_id = ${inboxId} and b.agent_id = a.id))`

/** Who of those that may sign in sees which of some inboxes. */
export const seersOf = (
  db: Db,
  inboxIds: readonly string[],
): Promise<{ id: string; name: string; inboxId: string }[]> =>
  db.many(sql`
    select a.id, a.name, i.id as "inboxId" from agents a
    cross join unnest(${inboxIds}::uuid[]) as i (id)
    where a.workspace_id = ${db.workspaceId} and a.active and ${seesInbox(db, sql`i.id`)}
    order by a.id`)
