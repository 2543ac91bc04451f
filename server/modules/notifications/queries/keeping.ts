import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** How much there is from before a moment, and since when. */
export const toldBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(o.at) as oldest from (
      select t.at from tellings t where t.workspace_id = ${db.workspaceId} and t.at < ${before}
      union all
      select n.at from notices n where n.workspace_id = ${db.workspaceId} and n.at < ${before}) o`)

/** Removes tellings from before a moment, a piece at a time; gives from when they were. */
export const deleteOldTellings = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from tellings d where d.workspace_id = ${tx.workspaceId} and d.id in (
      select o.id from tellings o where o.workspace_id = ${tx.workspaceId} and o.at < ${before}
      order by o.id limit ${limit})
    returning d.at`)

/** The same of rows under bells. */
export const deleteOldNotices = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from notices d where d.workspace_id = ${tx.workspaceId} and (d.agent_id, d.subject) in (
      select o.agent_id, o.subject from notices o where o.workspace_id = ${tx.workspaceId} and o.at < ${before}
      order by o.at limit ${limit})
    returning d.at`)
