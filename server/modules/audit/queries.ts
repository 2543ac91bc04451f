import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'

/** One entry of the audit log. */
export interface AuditRow {
  id: string
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string
  action: string
  subjectKind: string
  subjectId: string | null
  details: Record<string, unknown>
}

/** Appends an entry. */
export const insertEntry = (tx: Tx, entry: AuditRow): Promise<number> =>
  tx.run(sql`
    insert into audit_entries
      (workspace_id, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details)
    values (${tx.workspaceId}, ${entry.id}, ${entry.at}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorName},
      ${entry.action}, ${entry.subjectKind}, ${entry.subjectId}, ${JSON.stringify(entry.details)}::jsonb)`)

/** Which entries are wanted; null is no limit. */
export interface AuditFilter {
  before: string | null
  /** In lower case; found anywhere in what is kept. */
  text: string | null
  /** Fit a text, too: what the reader's screen calls these actions and subjects holds it. */
  alsoActions: readonly string[]
  alsoSubjects: readonly string[]
  action: string | null
  actorId: string | null
  subjectId: string | null
  from: Date | null
  to: Date | null
  limit: number
}

/** Entries, newest first, below `before`. */
export const entries = (db: Db, filter: AuditFilter): Promise<AuditRow[]> =>
  db.many(sql`
    select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
      subject_kind as "subjectKind", subject_id as "subjectId", details
    from audit_entries
    where workspace_id = ${db.workspaceId}
      and (${filter.before}::uuid is null or id < ${filter.before}::uuid)
      and (${filter.text}::text is null
        or strpos(lower(actor_name), ${filter.text}::text) > 0
        or strpos(action, ${filter.text}::text) > 0
        or subject_id = ${filter.text}::text
        or action = any(${filter.alsoActions}::text[])
        or subject_id = any(${filter.alsoSubjects}::text[])
        or strpos(lower(details::text), ${filter.text}::text) > 0)
      and (${filter.action}::text is null or starts_with(action, ${filter.action}::text))
      and (${filter.actorId}::uuid is null or actor_id = ${filter.actorId}::uuid)
      and (${filter.subjectId}::text is null or subject_id = ${filter.subjectId}::text)
      and (${filter.from}::timestamptz is null or at >= ${filter.from}::timestamptz)
      and (${filter.to}::timestamptz is null or at < ${filter.to}::timestamptz)
    order by id desc
    limit ${filter.limit}`)

/** Takes away what entries say where they are about these subjects, or where the pattern is found, in lower case. */
export const blankDetails = (
  tx: Tx,
  subjectIds: readonly string[],
  pattern: string | null,
): Promise<number> =>
  tx.run(sql`
    update audit_entries e set details = '{}'
    where e.workspace_id = ${tx.workspaceId} and e.details <> '{}' and (e.subject_id = any(${subjectIds}::text[])
      or lower(e.details::text) ~ ${pattern}::text)`)

/** How many entries are from before a moment, and from when the oldest is. */
export const entriesBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(at) as oldest from audit_entries
    where workspace_id = ${db.workspaceId} and id < ${idAt(before)}::uuid and at < ${before}`)

/** Removes the oldest entries from before a moment; gives from when they were. */
export const deleteEntries = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from audit_entries e where e.workspace_id = ${tx.workspaceId} and e.id in (
      select o.id from audit_entries o
      where o.workspace_id = ${tx.workspaceId} and o.id < ${idAt(before)}::uuid and o.at < ${before} order by o.id limit ${limit})
    returning e.at`)
