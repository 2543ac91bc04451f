import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Answer } from './contract.ts'
import { countLevel } from './count-level.ts'
import { notYet, toFigure, type Counted } from './figure.ts'
import type { Dimension, Metric } from './metric.ts'
import { bucketsOf, rangeBefore, type Bucket } from './periods.ts'
import { flowFigures } from './queries/figures.ts'
import { measuredUntil } from './queries/freshness.ts'
import { agentNames, causeNames, teamNames } from './queries/names.ts'
import { scopeOf, type Question, type Scope } from './scope.ts'

const TIMES = ['day', 'week', 'month'] as const
const isTime = (by: Dimension | null): by is (typeof TIMES)[number] => TIMES.some((time) => time === by)

const countFlow = async (
  db: Db,
  metric: Metric & { kind: 'flow' },
  { period, filter }: Scope,
  by: Dimension | null,
  buckets: readonly Bucket[],
): Promise<Counted> => {
  const bounds = buckets.map(({ start }) => start)
  const rows = await flowFigures(db, metric, period, filter, by, bounds)
  return {
    whole: toFigure(
      metric,
      rows.find((row) => row.total),
    ),
    parts: new Map(rows.filter((row) => !row.total).map((row) => [row.key, toFigure(metric, row)])),
  }
}

const timeRows = (
  metric: Metric,
  buckets: readonly Bucket[],
  { parts }: Counted,
  now: Date,
): Answer['rows'] =>
  buckets.map(({ key, from, to, start }, index) => ({
    key,
    label: key,
    from,
    to,
    ...(start > now ? notYet(metric) : (parts.get(String(index + 1)) ?? toFigure(metric))),
  }))

const labelsOf = async (
  db: Db,
  by: Dimension,
  scope: Scope,
): Promise<(key: string) => string | null | undefined> => {
  if (by === 'team' || by === 'agent' || by === 'cause') {
    const names = await { team: teamNames, agent: agentNames, cause: causeNames }[by](db)
    return (key) => names.get(key)
  }
  if (by !== 'inbox') return (key) => key
  const names = new Map(scope.places.map(({ id, name }) => [id, name]))
  return (key) => names.get(key)
}

const groupRows = async (
  db: Db,
  by: Dimension,
  scope: Scope,
  { parts }: Counted,
): Promise<Answer['rows']> => {
  const labelOf = await labelsOf(db, by, scope)
  return [...parts]
    .map(([key, figure]) => ({ key, label: key === null ? null : (labelOf(key) ?? null), ...figure }))
    .sort(
      (a, b) =>
        b.n - a.n || (a.label ?? '').localeCompare(b.label ?? '') || ((a.key ?? '') < (b.key ?? '') ? -1 : 1),
    )
}

const count = (db: Db, scope: Scope, by: Dimension | null, buckets: readonly Bucket[]): Promise<Counted> => {
  const { metric } = scope
  return metric.kind === 'flow'
    ? countFlow(db, metric, scope, by, buckets)
    : countLevel(db, metric, scope, by, buckets)
}

const before = async (db: Db, scope: Scope): Promise<Answer['previous']> => {
  const range = rangeBefore(scope.timeZone, scope.range, scope.period.now)
  const period = { ...scope.period, from: range.start, to: range.end }
  const { whole } = await count(db, { ...scope, range, period }, null, [])
  return { from: range.from, to: range.to, until: range.end.toISOString(), ...whole }
}

/** A metric for a period, as one figure and split, over the inboxes that the caller sees. */
export const getMetric = async (
  db: Db,
  caller: Caller,
  metricId: string,
  question: Question & { by?: Dimension | undefined; compare?: 'previous' | undefined },
): Promise<Answer> => {
  const scope = await scopeOf(db, caller, metricId, question)
  const { metric, range, period, timeZone } = scope
  const by = question.by ?? null
  if (by && !metric.by.includes(by))
    throw invalid(
      'reports.no-such-split',
      `This metric can’t be split by ${by}. Use ${metric.by.join(', ')}.`,
    )
  const buckets = isTime(by) ? bucketsOf(timeZone, range, by) : []
  const asOf = (await measuredUntil(db)) ?? period.now
  const counted = await count(db, scope, by, buckets)
  return {
    metric: metric.id,
    from: range.from,
    to: range.to,
    timeZone,
    basis: period.basis,
    unit: metric.unit,
    by,
    asOf: asOf.toISOString(),
    ...(range.start > period.now ? notYet(metric) : counted.whole),
    previous: question.compare ? await before(db, scope) : null,
    rows: isTime(by)
      ? timeRows(metric, buckets, counted, period.now)
      : by
        ? await groupRows(db, by, scope, counted)
        : [],
  }
}
