import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { AuditQuery } from './contract.ts'
import { entries, type AuditFilter } from './queries.ts'

/** Entries that fit, newest first, a page of them. */
export const listEntries = async (
  db: Db,
  caller: Caller,
  query: AuditQuery & { cursor?: string | undefined; limit: number },
) => {
  demand(caller, 'audit.read')
  if (query.cursor !== undefined && !isId(query.cursor))
    throw notFound('audit.cursor', 'This cursor is not one of ours. Start from the first page.')
  const rows = await entries(db, {
    ...toFilter(query),
    before: query.cursor ?? null,
    limit: query.limit + 1,
  })
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
}

/** What is asked for, as the statement takes it. */
export const toFilter = (query: AuditQuery): Omit<AuditFilter, 'before' | 'limit'> => ({
  text: query.q?.trim().toLowerCase() || null,
  alsoActions: query.alsoActions ?? [],
  alsoSubjects: query.alsoSubjects ?? [],
  action: query.action ?? null,
  actorId: query.actorId ?? null,
  subjectId: query.subjectId ?? null,
  from: query.from ? new Date(query.from) : null,
  to: query.to ? new Date(query.to) : null,
})
