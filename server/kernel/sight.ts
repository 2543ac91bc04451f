import type { Caller } from './caller.ts'
import { sql, Sql } from './db/sql.ts'

/** What a read is limited to: ids of resources; null is no limit, an empty list means that nothing can be seen. */
export type Sight = readonly string[] | null

/** The caller's sight as statements take it. `wanted` narrows it to one resource, and widens nothing. */
export const sightOf = (
  { kind, sight }: Pick<Caller, 'kind' | 'sight'>,
  wanted?: string,
): string[] | null => {
  if (kind === 'system' || sight === 'all') return wanted === undefined ? null : [wanted]
  if (wanted === undefined) return [...sight]
  return sight.has(wanted) ? [wanted] : []
}

/**
 * Condition: the column's resource is in sight. Every statement that reads for a caller takes it from here, so that there
 * is one rule (decision 0027). Sight may be SQL already, where a statement hides its values from the planner.
 */
export const inSight = (column: Sql, sight: Sight | Sql): Sql => {
  const ids = sight instanceof Sql ? sight : sql`${sight}::uuid[]`
  return sql`(${ids} is null or ${column} = any(${ids}))`
}

/** The same for a sight that is known to be limited: the planner then knows it, too. */
export const among = (column: Sql, sight: readonly string[]): Sql => sql`${column} = any(${sight}::uuid[])`
