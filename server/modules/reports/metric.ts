import type { Sql } from '../../kernel/db/index.ts'

/** The same words in both languages of the screens. */
export interface Words {
  en: string
  ja: string
}

/** What figures can be split by. `status` is where conversations stand, for levels only; `cause` is why customers complained. */
export type Dimension = 'day' | 'week' | 'month' | 'channel' | 'inbox' | 'team' | 'agent' | 'status' | 'cause'

/** How the rows behind a figure are put together. The first one of a metric is its headline. */
export type Measure = 'count' | 'share' | 'median' | 'p90' | 'mean'

/** Seconds as the calendar counts them, or only those in which the shop was open. */
export type Basis = 'calendar' | 'business'

/** What a metric is asked for. Everything else (sight, filters, splitting) happens to the rows that it gives. */
export interface Period {
  workspaceId: number
  /** Not before this moment. */
  from: Date
  /** Before this moment. */
  to: Date
  now: Date
  basis: Basis
}

interface Definition {
  /** As in addresses and links: the file's name. */
  id: string
  /** Where it stands on the board; lowest first. */
  order: number
  title: Words
  /** The definition in words, with what is left out. */
  explanation: Words
  formula: Words
  unit:
    | 'conversations'
    | 'complaints'
    | 'transfers'
    | 'tasks'
    | 'escalations'
    | 'seconds'
    | 'share'
    | 'messages'
  /** Which way is better. */
  direction: 'higher' | 'lower' | 'neutral'
  measures: readonly [Measure, ...Measure[]]
  bases: readonly [Basis, ...Basis[]]
  by: readonly Dimension[]
  /** What `value` of a row behind the figure is; null when the row only counts. A share's rows are 1 or 0. */
  rowUnit: 'seconds' | 'share' | 'messages' | null
  /**
   * The rows behind the figure, each counting once: `id`, `conversation_id`, `at`, `inbox_id`, `team_id`, `agent_id`,
   * `origin`, `value`, and `cause_id` where it can be split by that. For a level: the rows that stood there at `to`.
   */
  rows(period: Period): Sql
}

/** Something that happens: its rows lie inside the period. */
export interface Flow extends Definition {
  kind: 'flow'
}

/** Something that stands: as many as there are at a moment. */
export interface Level extends Definition {
  kind: 'level'
  /** How many there are now: `inbox_id`, `team_id`, `agent_id`, `status`, `amount`. */
  standing(workspaceId: number): Sql
  /**
   * What came (1) and went (-1) since a moment: `at`, `inbox_id`, `team_id`, `agent_id`, `status`, `amount`. The status is
   * needed only to split by it.
   */
  moves(workspaceId: number, since: Date, byStatus: boolean): Sql
}

/** A named question over facts: what a file of `metrics/` exports as `metric`. */
export type Metric = Flow | Level

/** What every flow can be split by. */
export const ALL_DIMENSIONS: readonly Dimension[] = [
  'day',
  'week',
  'month',
  'channel',
  'inbox',
  'team',
  'agent',
]
