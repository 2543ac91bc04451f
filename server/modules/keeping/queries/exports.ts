import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A file with all of a person's data, as it is kept. */
export interface ExportRow {
  id: string
  customerId: string
  language: 'ja' | 'en'
  /** Whether it holds internal notes. */
  notes: boolean
  state: 'waiting' | 'running' | 'done' | 'failed'
  askedBy: string
  askedAt: Date
  doneAt: Date | null
  failure: 'stopped' | 'error' | null
  total: number
  done: number
  size: number
}

const columns = sql`id, customer_id as "customerId", language, notes, state, asked_by_name as "askedBy", asked_at as "askedAt",
  done_at as "doneAt", failure, total, done, size`

/** Adds a file that is to be made. */
export const insertExport = (
  tx: Tx,
  row: Pick<ExportRow, 'id' | 'customerId' | 'language' | 'notes' | 'askedBy'> & { askedById: string | null },
): Promise<ExportRow> =>
  tx.one(sql`
    insert into customer_exports (workspace_id, id, customer_id, language, notes, asked_by, asked_by_name, asked_at)
    values (${tx.workspaceId}, ${row.id}, ${row.customerId}, ${row.language}, ${row.notes}, ${row.askedById}::uuid, ${row.askedBy}, ${tx.now})
    returning ${columns}`)

/** One file. */
export const exportRow = (db: Db, id: string): Promise<ExportRow | undefined> =>
  db.maybe(sql`select ${columns} from customer_exports where workspace_id = ${db.workspaceId} and id = ${id}`)

/** Files of a customer, newest first. */
export const exportRows = (db: Db, customerId: string): Promise<ExportRow[]> =>
  db.many(sql`
    select ${columns} from customer_exports
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} order by id desc limit 50`)

/** Begins a file, from the beginning: what an interrupted attempt left is of no use. */
export const beginExport = async (tx: Tx, id: string, total: number): Promise<number> => {
  await tx.run(
    sql`delete from customer_export_chunks where workspace_id = ${tx.workspaceId} and export_id = ${id}`,
  )
  return tx.run(sql`
    update customer_exports set state = 'running', total = ${total}, done = 0, size = 0
    where workspace_id = ${tx.workspaceId} and id = ${id} and state <> 'done'`)
}

/** Adds a piece of a file; gives 0 where the file is gone. */
export const addChunk = (
  tx: Tx,
  id: string,
  { n, bytes, done }: { n: number; bytes: Buffer; done: number },
): Promise<number> =>
  tx.run(sql`
    with told as (
      update customer_exports set size = size + ${bytes.length}, done = ${done}
      where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'running' returning id
    )
    insert into customer_export_chunks (workspace_id, export_id, n, bytes)
    select ${tx.workspaceId}, t.id, ${n}, ${bytes} from told t`)

/** Ends a file, or says why there will be none. */
export const endExport = (tx: Tx, id: string, failure: ExportRow['failure']): Promise<number> =>
  tx.run(sql`
    update customer_exports set state = case when ${failure}::text is null then 'done' else 'failed' end,
      failure = ${failure}::text, done_at = ${tx.now}, done = case when ${failure}::text is null then total else done end
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** One piece of a file; undefined past its end. */
export const exportChunk = async (db: Db, id: string, n: number): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ bytes: Buffer }>(sql`
      select bytes from customer_export_chunks
      where workspace_id = ${db.workspaceId} and export_id = ${id} and n = ${n}`)
  )?.bytes

/** Removes the files of customers. */
export const deleteExportsOf = (tx: Tx, customerIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_exports where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[])`)

/** How many files are from before a moment, and from when the oldest is. */
export const exportsBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(asked_at) as oldest from customer_exports
    where workspace_id = ${db.workspaceId} and asked_at < ${before}`)

/** Removes files from before a moment; gives from when they were. */
export const deleteExportsBefore = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from customer_exports x where x.workspace_id = ${tx.workspaceId} and x.id in (
      select o.id from customer_exports o
      where o.workspace_id = ${tx.workspaceId} and o.asked_at < ${before} order by o.id limit ${limit})
    returning x.asked_at as at`)
