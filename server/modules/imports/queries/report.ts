import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { IssueCode } from '../contract-words.ts'

/** A row of the report. */
export interface IssueRow {
  id: string
  code: IssueCode
  place: string
  subject: string
  detail: string
}

// What can't be read may hold anything: NUL characters and halves of characters can't be kept.
const tidy = (text: string): string => text.replaceAll('\0', '').toWellFormed().slice(0, 1000)

/** Adds rows to the report. */
export const insertIssues = async (
  tx: Tx,
  importId: string,
  rows: readonly Omit<IssueRow, 'id'>[],
): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into import_issues (workspace_id, import_id, id, code, place, subject, detail)
    select ${tx.workspaceId}, ${importId}, r.id, r.code, r.place, r.subject, r.detail
    from unnest(
      ${rows.map(() => newId())}::uuid[], ${rows.map((r) => r.code)}::text[], ${rows.map((r) => tidy(r.place))}::text[],
      ${rows.map((r) => tidy(r.subject))}::text[], ${rows.map((r) => tidy(r.detail))}::text[]) as r (id, code, place, subject, detail)`)
}

/** The next rows of the report. */
export const issuesAfter = (db: Db, importId: string, after: string, limit: number): Promise<IssueRow[]> =>
  db.many(sql`
    select id, code, place, subject, detail from import_issues
    where workspace_id = ${db.workspaceId} and import_id = ${importId} and id > ${after}::uuid order by id limit ${limit}`)

/** How many rows of the report there are of each kind. */
export const countIssues = (db: Db, importId: string): Promise<{ code: IssueCode; count: number }[]> =>
  db.many(sql`
    select code, count(*) as count from import_issues
    where workspace_id = ${db.workspaceId} and import_id = ${importId} group by code order by 2 desc, 1`)

/** Forgets the rows of the report that name somebody. */
export const deleteIssuesNaming = (tx: Tx, words: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from import_issues i where i.workspace_id = ${tx.workspaceId} and exists (
      select from unnest(${words}::text[]) as w (word)
      where position(w.word in lower(i.subject || ' ' || i.detail)) > 0)`)

/** Kinds of words that are translated. */
export type ValueKind = 'agent' | 'team' | 'inbox' | 'status' | 'priority' | 'tag' | 'attribute'

/** A word of the source, with how often it stands there. */
export interface ValueRow {
  kind: ValueKind
  value: string
  label: string
  detail: string | null
  count: number
}

/** Counts words of the source; what they are called is kept once it is known. */
export const addValues = async (tx: Tx, importId: string, rows: readonly ValueRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into import_values as v (workspace_id, import_id, kind, value, label, detail, count)
    select ${tx.workspaceId}, ${importId}, r.kind, r.value, r.label, r.detail, r.count
    from unnest(
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.value)}::text[], ${rows.map((r) => r.label)}::text[],
      ${rows.map((r) => r.detail)}::text[], ${rows.map((r) => r.count)}::bigint[]) as r (kind, value, label, detail, count)
    on conflict (workspace_id, import_id, kind, value) do update set
      label = case when excluded.label = '' then v.label else excluded.label end,
      detail = coalesce(excluded.detail, v.detail), count = v.count + excluded.count`)
}

/** Words of the source, the most frequent first; some hundred of each kind. */
export const valueRows = (db: Db, importId: string, most: number): Promise<ValueRow[]> =>
  db.many(sql`
    select r.kind, r.value, r.label, r.detail, r.count from (
      select v.kind, v.value, v.label, v.detail, v.count,
        row_number() over (partition by v.kind order by v.count desc, v.value) as place
      from import_values v where v.workspace_id = ${db.workspaceId} and v.import_id = ${importId}) r
    where r.place <= ${most} order by r.kind, r.count desc, r.value`)
