import type { Db } from '../../../kernel/db/index.ts'
import { nothing, sql, type Sql } from '../../../kernel/db/index.ts'
import { inSight } from '../../../kernel/sight.ts'
import type { Dimension, Flow, Level, Period } from '../metric.ts'

/** Which rows a caller asks for and may know of. Null is no limit. */
export interface Filter {
  inboxIds: string[] | null
  /** An id, `none`, or null. */
  team: string | null
  agent: string | null
  origin: string | null
}

/** A figure as it is counted. `total` is the whole, whatever it is split by. */
export interface FigureRow {
  total: boolean
  key: string | null
  n: number
  mean: number | null
  /** Median and 90th percentile. */
  percentiles: [number, number] | null
}

/** The condition that keeps rows (`r`) to a filter; ids are compared as they are, so that nothing slips through. */
export const kept = ({ inboxIds, team, agent, origin }: Filter): Sql => sql`
  ${inSight(sql`r.inbox_id`, inboxIds)}
  and (${team}::text is null or r.team_id is not distinct from nullif(${team}, 'none')::uuid)
  and (${agent}::text is null or r.agent_id is not distinct from nullif(${agent}, 'none')::uuid)
  and (${origin}::text is null or r.origin = ${origin})`

/** What rows (`r`) are split by; for time, the number of the part of `bounds` that they lie in. */
const keyOf = (by: Dimension | null, bounds: readonly Date[]): Sql => {
  switch (by) {
    case null:
      return sql`null::text`
    case 'channel':
      return sql`i.channel`
    case 'inbox':
      return sql`r.inbox_id::text`
    case 'team':
      return sql`r.team_id::text`
    case 'agent':
      return sql`r.agent_id::text`
    case 'status':
      return sql`r.status`
    case 'cause':
      return sql`r.cause_id::text`
    default:
      return sql`width_bucket(r.at, ${bounds}::timestamptz[])::text`
  }
}

/** What is joined to rows (`r`) for their key. */
const joinOf = (db: Db, by: Dimension | null): Sql =>
  by === 'channel' ? sql`join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = r.inbox_id` : nothing

/**
 * Counts a flow: the whole and every part of it from one reading of the same rows, so that they can't disagree.
 * Percentiles are interpolated (percentile_cont).
 */
export const flowFigures = (
  db: Db,
  metric: Flow,
  period: Period,
  filter: Filter,
  by: Dimension | null,
  bounds: readonly Date[],
): Promise<FigureRow[]> => {
  const spread = metric.measures.includes('median')
  const percentiles = spread
    ? sql`percentile_cont(array[0.5, 0.9]) within group (order by k.value)`
    : sql`null::double precision[]`
  return db.many(sql`
    select ${by ? sql`grouping(k.key) = 1` : sql`true`} as total, ${by ? sql`k.key` : sql`null::text`} as key,
      count(*)::integer as n, avg(k.value) as mean, ${percentiles} as percentiles
    from (
      select r.value, ${keyOf(by, bounds)} as key
      from (${metric.rows(period)}) r ${joinOf(db, by)}
      where ${kept(filter)}
    ) k
    ${by ? sql`group by grouping sets ((), (k.key))` : nothing}`)
}

/** How many stand there now, and what came and went since each bound; a level at a bound is the one less the other. */
export interface LevelRow {
  key: string | null
  /** 0 for now; otherwise the number of the bound after which the moves lie. */
  part: number
  amount: number
}

/** Counts a level now and its moves after each of the bounds, in one statement and so at one moment. */
export const levelFigures = (
  db: Db,
  metric: Level,
  filter: Filter,
  by: Dimension | null,
  bounds: readonly Date[],
): Promise<LevelRow[]> => {
  const split = by === 'day' || by === 'week' || by === 'month' ? null : by
  const [first] = bounds as [Date]
  return db.many(sql`
    select k.key, k.part, sum(k.amount)::integer as amount
    from (
      select ${keyOf(split, [])} as key, 0 as part, r.amount
      from (select s.*, null::text as origin from (${metric.standing(db.workspaceId)}) s) r ${joinOf(db, split)}
      where ${kept(filter)}
      union all
      select ${keyOf(split, [])} as key, width_bucket(r.at, ${bounds}::timestamptz[]) as part, r.amount
      from (select s.*, null::text as origin from (${metric.moves(db.workspaceId, first, by === 'status')}) s) r ${joinOf(db, split)}
      where ${kept(filter)}
    ) k
    group by k.key, k.part`)
}
