import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'

interface Span {
  after: Date
  behind: string
  until: Date
}

interface At {
  id: string
  at: Date
}

const STATUSES = ['open', 'pending', 'snoozed', 'resolved']

/** Condition: a moment, with the id of its row, lies in a span. */
const within = (at: Sql, { after, behind, until }: Span): Sql => sql`
  ${at} >= ${after} and ${at} <= ${until} and (${at} > ${after} or c.id > ${behind})`

/**
 * Conversations whose customer began to wait in a span. By inbox and status, so that the index leads to what there is in it and
 * nothing else is looked at.
 */
export const waitingFor = (db: Db, span: Span, limit: number): Promise<At[]> =>
  db.many(sql`
    select c.id, c.waiting_since as at from conversations c
    where c.workspace_id = ${db.workspaceId}
      and c.inbox_id = any(array(select i.id from inboxes i where i.workspace_id = ${db.workspaceId}))
      and c.status = any(${STATUSES}::text[])
      and c.waiting_since is not null and ${within(sql`c.waiting_since`, span)}
    order by c.waiting_since, c.id limit ${limit}`)

/** Conversations in which something was said last in a span. */
export const lastActive = (db: Db, span: Span, limit: number): Promise<At[]> =>
  db.many(sql`
    select c.id, c.last_activity_at as at from conversations c
    where c.workspace_id = ${db.workspaceId} and c.status = any(${STATUSES}::text[])
      and ${within(sql`c.last_activity_at`, span)}
    order by c.last_activity_at, c.id limit ${limit}`)

const momentsOf =
  (column: Sql) =>
  async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> =>
    new Map(
      (
        await db.many<At>(sql`
          select c.id, ${column} as at from conversations c
          where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null
            and ${column} is not null`)
      ).map(({ id, at }) => [id, at]),
    )

/** Since when whose customer waits. */
export const waitingOf = momentsOf(sql`c.waiting_since`)

/** When something was said last. */
export const lastActiveOf = momentsOf(sql`c.last_activity_at`)
