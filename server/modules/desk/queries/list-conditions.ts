import { nothing, sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import type { ListConditions } from '../list-plan.ts'
import { unseen } from './pieces.ts'

/**
 * What else must hold. Conditions on columns stand in one text, absent or not, so that statements don't multiply with
 * the combinations; without any of them the rows can be read from the index alone.
 */
export const otherConditions = (db: Db, conditions: ListConditions): Sql => {
  const { teamIds, assigneeId, unassigned, tagId, customerId, priority, waiting } = conditions
  const any =
    teamIds ?? assigneeId ?? tagId ?? customerId ?? priority ?? (unassigned || waiting ? true : null)
  const onColumns = sql`
    and (${unseen(teamIds, 'uuid[]')} is null or c.team_id = any(${unseen(teamIds, 'uuid[]')}))
    and (${unseen(assigneeId, 'uuid')} is null or c.assignee_id = ${unseen(assigneeId, 'uuid')})
    and (not ${unseen(unassigned, 'boolean')} or c.assignee_id is null)
    and (${unseen(tagId, 'uuid')} is null or ${unseen(tagId, 'uuid')} = any(c.tag_ids))
    and (${unseen(customerId, 'uuid')} is null or c.customer_id = ${unseen(customerId, 'uuid')})
    and (${unseen(priority, 'text')} is null or c.priority = ${unseen(priority, 'text')})
    and (not ${unseen(waiting, 'boolean')} or c.waiting_since is not null)`
  return sql`${any === null ? nothing : onColumns} ${followed(db, conditions)} ${mentioned(db, conditions)}`
}

// As sub-queries for one value they are asked row by row; EXISTS might be turned into a join that reads everything.

const followed = (db: Db, { followerId }: ListConditions): Sql =>
  followerId === null
    ? nothing
    : sql`and (select true from followers f
        where f.workspace_id = ${db.workspaceId} and f.conversation_id = c.id and f.agent_id = ${unseen(followerId, 'uuid')})`

const mentioned = (db: Db, { mentionedId }: ListConditions): Sql =>
  mentionedId === null
    ? nothing
    : sql`and (select true from mentions m
        where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.agent_id = ${unseen(mentionedId, 'uuid')}
        limit 1)`
