import type { Db, Sql } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'

/** What must hold of customers in a list; what is undefined is not asked. Alias `c` is customers. */
export interface Conditions {
  kind?: string | undefined
  language?: string | undefined
  seenSince?: string | undefined
  createdSince?: string | undefined
  createdBefore?: string | undefined
  attribute?: string | undefined
  value?: string | undefined
  /** What another room knows of them. */
  known?: Known | undefined
}

/** A condition that only another room can tell, as a sub-query for one customer and as the set of all for whom it holds. */
export interface Known {
  /** A sub-query that gives true for a customer `c` for whom it holds, and nothing otherwise. */
  one: Sql
  /** Gives their ids in a column `id`, each once. */
  all: Sql
  /** Wanted are those for whom it does not hold. */
  not: boolean
}

/** The conditions on a customer, each begun with AND; for a page of the newest (`few`), or for many at once. */
export const holding = (db: Db, conditions: Conditions, how: 'few' | 'many' = 'few'): Sql => {
  const { kind, language, seenSince, createdSince, createdBefore, attribute, value, known } = conditions
  const parts = [
    kind !== undefined &&
      sql` and exists (select 1 from identities k
        where k.workspace_id = ${db.workspaceId} and k.customer_id = c.id and k.kind = ${kind})`,
    language !== undefined && sql` and c.language_key = ${language.toLowerCase()}`,
    seenSince !== undefined && sql` and c.last_seen_at >= ${seenSince}::timestamptz`,
    createdSince !== undefined && sql` and c.created_at >= ${createdSince}::timestamptz`,
    createdBefore !== undefined && sql` and c.created_at < ${createdBefore}::timestamptz`,
    attribute !== undefined &&
      (value === undefined
        ? sql` and c.attributes ? ${attribute}`
        : sql` and c.attributes ->> ${attribute}::text = ${value}`),
    known && isKnown(known, how),
  ]
  return parts.reduce<Sql>((all, part) => (part ? sql`${all}${part}` : all), nothing)
}

// As a sub-query for one value it is asked row by row, however the planner counts.
const isKnown = ({ one, all, not }: Known, how: 'few' | 'many'): Sql => {
  if (how === 'few') return not ? sql` and ${one} is null` : sql` and ${one}`
  return not ? sql` and c.id not in (${all})` : sql` and c.id in (${all})`
}

/**
 * Languages of customers without their regions, in order: from one to the next along the index, since they are few
 * and the customers are many.
 */
export const languageRows = async (db: Db): Promise<string[]> =>
  (
    await db.many<{ language: string }>(sql`
      with recursive languages as (
        (select c.language_key from customers c
          where c.workspace_id = ${db.workspaceId} and c.language_key is not null order by c.language_key limit 1)
        union all
        select (select c.language_key from customers c
          where c.workspace_id = ${db.workspaceId} and c.language_key > l.language_key order by c.language_key limit 1)
        from languages l where l.language_key is not null
      )
      select l.language_key as language from languages l where l.language_key ~ '^[a-z]{2,8}$' limit 100`)
  ).map(({ language }) => language)
