import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { TaskFilter } from '../contract-tasks.ts'
import type { Place } from '../read-place.ts'

/** A task as it is kept, with the conversation in which it is shown and that one's inbox. */
export interface TaskRow {
  id: string
  /** Where it shows: a merged conversation's tasks stand in the one that it went into. */
  conversationId: string
  inboxId: string
  listId: string | null
  title: string
  assigneeId: string | null
  dueAt: Date | null
  createdBy: string | null
  createdAt: Date
  doneAt: Date | null
  doneBy: string | null
}

const columns = sql`
  t.id, c.id as "conversationId", c.inbox_id as "inboxId", t.list_id as "listId", t.title, t.assignee_id as "assigneeId",
    t.due_at as "dueAt", t.created_by as "createdBy", t.created_at as "createdAt", t.done_at as "doneAt", t.done_by as "doneBy"`

/** Tasks (`t`) with the conversation where they show (`c`). */
const shown = (db: Db): Sql => sql`
  tasks t
    join conversations h on h.workspace_id = ${db.workspaceId} and h.id = t.conversation_id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when h.merged_into is null then h.id else h.merged_into end`

/** A conversation, and those that were merged into it. */
const homes = (db: Db, id: string): Sql => sql`
  array(select ${id}::uuid union all
    select o.id from conversations o
    where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = ${id})`

/** Everything that is to be done about a conversation, or was. */
export const tasksOf = (db: Db, conversationId: string): Promise<TaskRow[]> =>
  db.many(sql`
    select ${columns} from ${shown(db)}
    where t.workspace_id = ${db.workspaceId} and t.conversation_id = any(${homes(db, conversationId)}) and t.removed_at is null
    order by t.created_at, t.position, t.id`)

/** Checklists that were put on a conversation. */
export interface ListRow {
  id: string
  checklistId: string
  name: string
  addedAt: Date
  addedBy: string | null
}

export const listsOf = (db: Db, conversationId: string): Promise<ListRow[]> =>
  db.many(sql`
    select l.id, l.checklist_id as "checklistId", l.name, l.added_at as "addedAt", l.added_by as "addedBy"
    from task_lists l
    where l.workspace_id = ${db.workspaceId} and l.conversation_id = any(${homes(db, conversationId)})
    order by l.added_at, l.id`)

/** One task; `removed` also where it was removed after that moment. Held until the end of the transaction. */
export const holdTask = (tx: Tx, id: string, removed: Date | null = null): Promise<TaskRow | undefined> =>
  tx.maybe(sql`
    select ${columns} from ${shown(tx)}
    where t.workspace_id = ${tx.workspaceId} and t.id = ${id}
      and (t.removed_at is null or t.removed_at > ${removed}::timestamptz)
    for update of t`)

/** A task to be kept. */
export interface NewTask {
  id: string
  title: string
  assigneeId: string | null
  dueAt: Date | null
}

/** Adds tasks to a conversation, in their order. */
export const insertTasks = (
  tx: Tx,
  place: { conversationId: string; listId: string | null; createdBy: string | null },
  tasks: readonly NewTask[],
): Promise<number> =>
  tx.run(sql`
    insert into tasks (workspace_id, id, conversation_id, list_id, position, title, assignee_id, due_at, created_by, created_at)
    select ${tx.workspaceId}, r.id, ${place.conversationId}, ${place.listId}, r.position, r.title, r."assigneeId", r."dueAt",
      ${place.createdBy}, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(tasks.map((task, position) => ({ ...task, position })))}::jsonb)
      as r (id uuid, position integer, title text, "assigneeId" uuid, "dueAt" timestamptz)`)

/** Puts a checklist on a conversation. */
export const insertList = (
  tx: Tx,
  list: { id: string; conversationId: string; checklistId: string; name: string; addedBy: string | null },
): Promise<number> =>
  tx.run(sql`
    insert into task_lists (workspace_id, id, conversation_id, checklist_id, name, added_by, added_at)
    values (${tx.workspaceId}, ${list.id}, ${list.conversationId}, ${list.checklistId}, ${list.name}, ${list.addedBy}, ${tx.now})`)

/** Writes what can be changed of a task. Another deadline is told of anew. */
export const saveTask = (tx: Tx, row: TaskRow): Promise<number> =>
  tx.run(sql`
    update tasks set title = ${row.title}, assignee_id = ${row.assigneeId}, done_at = ${row.doneAt}, done_by = ${row.doneBy},
      told_at = case when due_at is distinct from ${row.dueAt}::timestamptz then null else told_at end, due_at = ${row.dueAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Removes a task, or brings it back. */
export const markRemoved = (tx: Tx, id: string, at: Date | null): Promise<number> =>
  tx.run(sql`update tasks set removed_at = ${at} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Deletes what was removed before a moment. */
export const deleteRemoved = (tx: Tx, before: Date): Promise<number> =>
  tx.run(sql`delete from tasks where workspace_id = ${tx.workspaceId} and removed_at < ${before}`)

/** What is known of the tasks of a conversation. */
export interface KnownTasks {
  id: string
  all: number
  open: number
  overdue: number
  nextDue: Date | null
}

/** FROM item `h (id, home)`: conversations, each with those that were merged into it: tasks stay where they were put. */
const withMerged = (db: Db, ids: readonly string[]): Sql => sql`(
  select c.id, c.id as home from conversations c
  where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null
  union all
  select o.merged_into, o.id from conversations o
  where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = any(${ids}::uuid[])) h`

/** What is known of the tasks of conversations; one without tasks has none. */
export const knownTasks = (db: Db, ids: readonly string[]): Promise<KnownTasks[]> =>
  db.many(sql`
    select h.id, count(t.id)::integer as "all", count(t.id) filter (where t.done_at is null)::integer as open,
      count(t.id) filter (where t.done_at is null and t.due_at <= ${db.kernel.clock.now()})::integer as overdue,
      min(t.due_at) filter (where t.done_at is null) as "nextDue"
    from ${withMerged(db, ids)}
    left join tasks t on t.workspace_id = ${db.workspaceId} and t.conversation_id = h.home and t.removed_at is null
    group by h.id`)

/** On which of some conversations a checklist stands of which something is still to be done. */
export const openLists = async (
  db: Db,
  checklistId: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await db.many<{ id: string }>(sql`
    select distinct h.id from ${withMerged(db, ids)}
    join task_lists l on l.workspace_id = ${db.workspaceId} and l.conversation_id = h.home and l.checklist_id = ${checklistId}
    join tasks t on t.workspace_id = ${db.workspaceId} and t.list_id = l.id and t.done_at is null and t.removed_at is null`)
  return new Set(rows.map(({ id }) => id))
}

/** In which of some conversations a task of this name is still to be done. */
export const openTitles = async (db: Db, title: string, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await db.many<{ id: string }>(sql`
    select distinct h.id from ${withMerged(db, ids)}
    join tasks t on t.workspace_id = ${db.workspaceId} and t.conversation_id = h.home and t.title = ${title}
      and t.done_at is null and t.removed_at is null`)
  return new Set(rows.map(({ id }) => id))
}

/** A task in a list of all conversations. */
export interface ListedRow extends TaskRow {
  number: number
  subject: string
  customer: string
  /** Where it stands in the list's order: to the microsecond. */
  place: string
}

const NEVER = '9999-12-31T00:00:00.000000Z'

const whose = (assignee: TaskFilter['assignee'], callerId: string | undefined): Sql => {
  if (assignee === 'anybody') return sql`true`
  if (assignee === 'nobody') return sql`t.assignee_id is null`
  return sql`t.assignee_id = ${assignee === 'me' ? (callerId ?? null) : assignee}::uuid`
}

const moment = (column: Sql): Sql =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A page of tasks in sight: what is due first, or of what is done the newest. */
export const taskPage = (
  db: Db,
  filter: TaskFilter & { callerId: string | undefined; after: Place | undefined; limit: number },
  sight: Sight,
): Promise<ListedRow[]> => {
  const { assignee, state, callerId, after, limit } = filter
  const isDone = state === 'done'
  const at = isDone ? sql`t.done_at` : sql`coalesce(t.due_at, ${NEVER}::timestamptz)`
  const way = isDone ? sql`desc` : sql`asc`
  const beyond = isDone ? sql`<` : sql`>`
  const states = {
    open: sql`t.done_at is null`,
    overdue: sql`t.done_at is null and t.due_at <= ${db.kernel.clock.now()}`,
    done: sql`t.done_at is not null`,
  }
  return db.many(sql`
    select ${columns}, c.number, c.subject, coalesce(c.addressed, cu.name) as customer, ${moment(at)} as place
    from ${shown(db)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where t.workspace_id = ${db.workspaceId} and t.removed_at is null and ${states[state]} and ${whose(assignee, callerId)}
      and ${inSight(sql`c.inbox_id`, sight)}
      and (${after?.place ?? null}::timestamptz is null
        or (${at}, t.id) ${beyond} (${after?.place ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by ${at} ${way}, t.id ${way}
    limit ${limit}`)
}

/** A task whose deadline has come. */
export interface OverdueRow {
  id: string
  conversationId: string
  inboxId: string
  assigneeId: string | null
}

/** Notes of tasks whose deadline has come that it was said; the oldest first. */
export const takeOverdue = (tx: Tx, limit: number): Promise<OverdueRow[]> =>
  tx.many(sql`
    with due as (
      select t.id from tasks t
      where t.workspace_id = ${tx.workspaceId} and t.done_at is null and t.removed_at is null and t.told_at is null
        and t.due_at <= ${tx.now}
      order by t.due_at limit ${limit}
      for update skip locked)
    update tasks t set told_at = ${tx.now}
    from due, conversations h, conversations c
    where t.workspace_id = ${tx.workspaceId} and t.id = due.id
      and h.workspace_id = ${tx.workspaceId} and h.id = t.conversation_id
      and c.workspace_id = ${tx.workspaceId} and c.id = case when h.merged_into is null then h.id else h.merged_into end
    returning t.id, c.id as "conversationId", c.inbox_id as "inboxId", t.assignee_id as "assigneeId"`)

/** How many tasks of somebody, in sight, are overdue. */
export const countOverdue = async (db: Db, agentId: string, sight: Sight): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from ${shown(db)}
      where t.workspace_id = ${db.workspaceId} and t.removed_at is null and t.done_at is null and t.assignee_id = ${agentId}
        and t.due_at <= ${db.kernel.clock.now()} and ${inSight(sql`c.inbox_id`, sight)}`)
  ).n
