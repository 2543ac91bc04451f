import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'

/** An appeal as it is kept, with its limit's record. */
export interface AppealRow {
  id: string
  limitId: string
  harassmentId: string
  words: string
  cameAt: Date
  notedBy: string | null
  decidedAt: Date | null
  decidedBy: string | null
  outcome: 'upheld' | 'lifted' | null
  answer: string
}

const columns: Sql = sql`
  a.id, a.limit_id as "limitId", l.harassment_id as "harassmentId", a.words, a.came_at as "cameAt", a.noted_by as "notedBy",
    a.decided_at as "decidedAt", a.decided_by as "decidedBy", a.outcome, a.answer`

/** Appeals (`a`) with their limits (`l`). */
const of = (db: Db): Sql => sql`
  appeals a join contact_limits l on l.workspace_id = ${db.workspaceId} and l.id = a.limit_id`

/** Appeals of records, the newest first. */
export const appealsOf = (db: Db, harassmentIds: readonly string[]): Promise<AppealRow[]> =>
  db.many(sql`
    select ${columns} from ${of(db)}
    where a.workspace_id = ${db.workspaceId} and l.harassment_id = any(${harassmentIds}::uuid[])
    order by a.came_at desc, a.id desc`)

/** One appeal, held until the end of the transaction. */
export const holdAppeal = (tx: Tx, id: string): Promise<AppealRow | undefined> =>
  tx.maybe(sql`
    select ${columns} from ${of(tx)} where a.workspace_id = ${tx.workspaceId} and a.id = ${id} for update of a`)

/** True while an appeal against a limit waits to be decided. */
export const hasOpenAppeal = async (db: Db, limitId: string): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(sql`
      select exists (select from appeals a
        where a.workspace_id = ${db.workspaceId} and a.limit_id = ${limitId} and a.outcome is null) as found`)
  ).found

/** Adds an appeal. */
export const insertAppeal = (
  tx: Tx,
  appeal: Pick<AppealRow, 'id' | 'limitId' | 'words' | 'notedBy'>,
): Promise<number> =>
  tx.run(sql`
    insert into appeals (workspace_id, id, limit_id, words, came_at, noted_by, answer)
    values (${tx.workspaceId}, ${appeal.id}, ${appeal.limitId}, ${appeal.words}, ${tx.now}, ${appeal.notedBy}, '')`)

/** Decides on an appeal. */
export const settleAppeal = (
  tx: Tx,
  id: string,
  { by, outcome, answer }: { by: string | null; outcome: 'upheld' | 'lifted'; answer: string },
): Promise<number> =>
  tx.run(sql`
    update appeals set outcome = ${outcome}, answer = ${answer}, decided_by = ${by}, decided_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`)
