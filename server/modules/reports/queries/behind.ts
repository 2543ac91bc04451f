import type { Db } from '../../../kernel/db/index.ts'
import { sql, type Sql } from '../../../kernel/db/index.ts'
import type { Metric, Period } from '../metric.ts'
import { kept, type Filter } from './figures.ts'

/** A row behind a figure. */
export interface BehindRow {
  id: string
  conversationId: string
  at: Date
  /** `at` to the microsecond, which a Date would cut. */
  place: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  value: number | null
}

export type Sort = 'newest' | 'largest' | 'smallest'

/** Where a page goes on: after the row with this place (or value) and id. */
export interface After {
  place: string
  id: string
}

const AFTER: Record<Sort, (after: After) => Sql> = {
  newest: ({ place, id }) => sql`(r.at, r.id) < (${place}::timestamptz, ${id}::uuid)`,
  largest: ({ place, id }) => sql`(r.value, r.id) < (${place}::double precision, ${id}::uuid)`,
  smallest: ({ place, id }) => sql`(r.value, r.id) > (${place}::double precision, ${id}::uuid)`,
}

const ORDER: Record<Sort, Sql> = {
  newest: sql`r.at desc, r.id desc`,
  largest: sql`r.value desc, r.id desc`,
  smallest: sql`r.value, r.id`,
}

/** Rows behind a figure, by the same conditions that count it. `outcome` keeps the rows of that value. */
export const behindRows = (
  db: Db,
  metric: Metric,
  period: Period,
  filter: Filter,
  page: { sort: Sort; outcome: number | null; after: After | undefined; limit: number },
): Promise<BehindRow[]> =>
  db.many(sql`
    select r.id, r.conversation_id as "conversationId", r.at,
      to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
      r.inbox_id as "inboxId", r.team_id as "teamId", r.agent_id as "agentId", r.value
    from (${metric.rows(period)}) r
    where ${kept(filter)}
      and (${page.outcome}::double precision is null or r.value = ${page.outcome})
      ${page.after ? sql`and ${AFTER[page.sort](page.after)}` : sql``}
    order by ${ORDER[page.sort]}
    limit ${page.limit}`)
