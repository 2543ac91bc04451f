import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import type { Role } from '../contract.ts'

/** Roles that see every inbox. */
const SEE_ALL: readonly Role[] = ['owner', 'lead']

/** True for roles that see every inbox; the others see those of their teams. */
export const seesAll = (role: Role): boolean => SEE_ALL.includes(role)

/**
 * Condition: a person (alias `a`: agents) sees an inbox. What `visibleInboxIds` says of one person, for statements that ask
 * it of many. Reads the link table of the inboxes room, and nothing else of it.
 */
export const seesInbox = (db: Db, inboxId: Sql): Sql => sql`
  (a.role = any(${SEE_ALL}::text[]) or exists (
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
