import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { IdSet } from '../list-plan.ts'

/**
 * A value that PostgreSQL's planner can't look into. It then finds its general plan as good as one made for these very
 * values and keeps it, instead of planning every call anew, which takes longer than reading the page.
 */
export const unseen = (
  value: unknown,
  type: 'uuid' | 'uuid[]' | 'text' | 'text[]' | 'timestamptz' | 'boolean',
): Sql => sql`(select ${value}::${TYPES[type]})::${TYPES[type]}`

const TYPES = {
  uuid: sql`uuid`,
  'uuid[]': sql`uuid[]`,
  text: sql`text`,
  'text[]': sql`text[]`,
  timestamptz: sql`timestamptz`,
  boolean: sql`boolean`,
}

/** FROM item `i (id)`: the given inboxes, or every one of the workspace. */
export const eachInbox = (db: Db, inboxIds: readonly string[] | null): Sql => sql`
  unnest(coalesce(
    ${unseen(inboxIds, 'uuid[]')},
    array(select x.id from inboxes x where x.workspace_id = ${db.workspaceId}))) as i (id)`

/** FROM item `s (status)`. */
export const eachStatus = (statuses: readonly string[]): Sql => sql`
  unnest(${unseen(statuses, 'text[]')}) as s (status)`

/** Condition: the inbox column is one of those in sight, whichever those are to the planner. */
export const ofInboxes = (column: Sql, sight: Sight): Sql => inSight(column, unseen(sight, 'uuid[]'))

/** A moment as text to the microsecond, as cursors carry it. */
export const exactMoment = (column: Sql): Sql => sql`
  to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The conversations of a set, perhaps more than once: a query of one column. */
export const setIds = (db: Db, set: IdSet): Sql => {
  switch (set.by) {
    case 'tag':
      return sql`
        select t.conversation_id from conversation_tags t
        where t.workspace_id = ${db.workspaceId} and t.tag_id = ${unseen(set.tagId, 'uuid')}`
    case 'following':
      return sql`
        select f.conversation_id from followers f
        where f.workspace_id = ${db.workspaceId} and f.agent_id = ${unseen(set.agentId, 'uuid')}`
    case 'mentions':
      return sql`
        select m.conversation_id from mentions m
        where m.workspace_id = ${db.workspaceId} and m.agent_id = ${unseen(set.agentId, 'uuid')}`
  }
}
