import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { NO_MAPPING, type ImportOptions, type Mapping } from '../contract-mapping.ts'
import type { SourceName } from '../contract-words.ts'

export type ImportState =
  | 'uploading'
  | 'columns'
  | 'reading'
  | 'ready'
  | 'making'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undoing'
  | 'undone'
  | 'removing'

/** Where an import stands in what it does. */
export interface Place {
  /** Of reading: which file, and up to which byte of it. */
  entry?: number
  end?: number
  /** How many rows the report has from reading. */
  issues?: number
  /** Of making: which step, and the last thing of it that is made. */
  step?: 'arrange' | 'check' | 'people' | 'talks' | 'forget'
  at?: string
  id?: string
}

/** How many of what there are, or were made. */
export type Counts = Partial<Record<string, number>>

/** An import. */
export interface ImportRow {
  id: string
  source: SourceName
  account: string
  fileName: string
  state: ImportState
  inboxId: string
  options: ImportOptions
  mapping: Mapping
  size: number
  received: number
  place: Place | null
  done: number
  total: number
  counts: Counts
  failure: { code: string; detail: string } | null
  createdBy: string
  createdAt: Date
  changedAt: Date
  endedAt: Date | null
}

const columns = sql`id, source, account, file_name as "fileName", state, inbox_id as "inboxId", options, mapping, size, received, place,
  done, total, counts, failure, created_by_name as "createdBy", created_at as "createdAt", changed_at as "changedAt", ended_at as "endedAt"`

/** Adds an import. */
export const insertImport = (
  tx: Tx,
  row: Pick<
    ImportRow,
    'id' | 'source' | 'account' | 'fileName' | 'inboxId' | 'options' | 'size' | 'createdBy'
  > & {
    createdById: string | null
  },
): Promise<ImportRow> =>
  tx.one(sql`
    insert into imports (workspace_id, id, source, account, file_name, inbox_id, options, mapping, size, created_by, created_by_name, created_at, changed_at)
    values (${tx.workspaceId}, ${row.id}, ${row.source}, ${row.account}, ${row.fileName}, ${row.inboxId}, ${JSON.stringify(row.options)}::jsonb,
      ${JSON.stringify(NO_MAPPING)}::jsonb, ${row.size}, ${row.createdById}::uuid, ${row.createdBy}, ${tx.now}, ${tx.now})
    returning ${columns}`)

/** One import. */
export const importRow = (db: Db, id: string): Promise<ImportRow | undefined> =>
  db.maybe(sql`select ${columns} from imports where workspace_id = ${db.workspaceId} and id = ${id}`)

/** The same, locked until the end of the transaction. */
export const lockImport = (tx: Tx, id: string): Promise<ImportRow | undefined> =>
  tx.maybe(
    sql`select ${columns} from imports where workspace_id = ${tx.workspaceId} and id = ${id} for update`,
  )

/** The newest imports. */
export const importRows = (db: Db, limit: number): Promise<ImportRow[]> =>
  db.many(sql`
    select ${columns} from imports where workspace_id = ${db.workspaceId} and state <> 'removing' order by id desc limit ${limit}`)

/** Writes how an import stands. */
export const saveImport = (tx: Tx, row: ImportRow): Promise<number> =>
  tx.run(sql`
    update imports set account = ${row.account}, state = ${row.state}, inbox_id = ${row.inboxId}, options = ${JSON.stringify(row.options)}::jsonb,
      mapping = ${JSON.stringify(row.mapping)}::jsonb, received = ${row.received}, place = ${JSON.stringify(row.place)}::jsonb,
      done = ${row.done}, total = ${row.total}, counts = ${JSON.stringify(row.counts)}::jsonb,
      failure = ${JSON.stringify(row.failure)}::jsonb, changed_at = ${tx.now}, ended_at = ${row.endedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Imports that were left lying since a moment with what they hold. */
export const leftImports = (db: Db, before: Date, limit: number): Promise<{ id: string; at: Date }[]> =>
  db.many(sql`
    select i.id, i.changed_at as at from imports i
    where i.workspace_id = ${db.workspaceId} and i.changed_at < ${before}
      and i.state in ('uploading', 'columns', 'ready', 'failed', 'cancelled', 'undone', 'removing')
      and (exists (select from import_pieces p where p.workspace_id = ${db.workspaceId} and p.import_id = i.id)
        or exists (select from import_items t where t.workspace_id = ${db.workspaceId} and t.import_id = i.id))
    order by i.changed_at limit ${limit}`)

/** Whether anything that an import made is there. */
export const hasMade = async (db: Db, id: string): Promise<boolean> =>
  (
    await db.one<{ made: boolean }>(sql`
      select exists (
        select from imported m
        where m.workspace_id = ${db.workspaceId} and m.import_id = ${id} and m.kind <> 'said' and m.created) as made`)
  ).made

/** Removes an import with its report. */
export const deleteImport = (tx: Tx, id: string): Promise<number> =>
  tx.run(
    sql`delete from imports where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'removing'`,
  )

/** How many imports were left lying since a moment with what they hold, and since when the oldest was. */
export const countLeft = async (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> => {
  const { rows, oldest } = await db.one<{ rows: number; oldest: Date | null }>(sql`
    select count(*) as rows, min(i.changed_at) as oldest from imports i
    where i.workspace_id = ${db.workspaceId} and i.changed_at < ${before}
      and i.state in ('uploading', 'columns', 'ready', 'failed', 'cancelled', 'undone', 'removing')
      and (exists (select from import_pieces p where p.workspace_id = ${db.workspaceId} and p.import_id = i.id)
        or exists (select from import_items t where t.workspace_id = ${db.workspaceId} and t.import_id = i.id))`)
  return { rows: Number(rows), oldest }
}

/** Has PostgreSQL look at the tables that imports fill. */
export const learnImports = async (db: Db): Promise<void> => {
  await db.many(sql`select madoguchi_learn('imports'::text)`)
}
