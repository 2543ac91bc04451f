import type { z } from 'zod'
import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { sightOf } from '../../kernel/sight.ts'
import { getWorkspace } from '../workspace/index.ts'
import type { reports } from './contract.ts'
import type { Metric, Period } from './metric.ts'
import { rangeOf, type Range } from './periods.ts'
import type { Filter } from './queries/figures.ts'
import { places, type Place } from './queries/names.ts'
import { metrics } from './registry.ts'

/** What a caller asks of a metric. */
export type Question = Omit<z.output<typeof reports.getMetric.query>, 'by' | 'compare'>

/** What is asked, however time is counted. */
export type Whose = Omit<Question, 'basis'>

/** A question made ready: what is counted, when, and which of it the caller may know of. */
export interface Scope {
  metric: Metric
  timeZone: string
  range: Range
  period: Period
  filter: Filter
  places: readonly Place[]
}

/** The inboxes that a figure may be made of; null is no limit. Sight comes first: nothing that is asked for widens it. */
const inboxesOf = (caller: Caller, question: Whose, all: readonly Place[]): string[] | null => {
  const everything = sightOf(caller) === null
  const { inboxId, channel, brandId } = question
  if (everything && inboxId === undefined && channel === undefined && brandId === undefined) return null
  return all
    .filter(({ id }) => sees(caller, id))
    .filter((place) => inboxId === undefined || place.id === inboxId)
    .filter((place) => channel === undefined || place.channel === channel)
    .filter((place) => brandId === undefined || place.brandId === brandId)
    .map(({ id }) => id)
}

/** The days and places of a question, whatever is counted there. */
export const placesOf = async (
  db: Db,
  caller: Caller,
  question: Whose,
): Promise<Pick<Scope, 'timeZone' | 'range' | 'filter' | 'places'>> => {
  const { timeZone } = await getWorkspace(db)
  const range = rangeOf(timeZone, question.from, question.to)
  const all = await places(db)
  return {
    timeZone,
    range,
    filter: {
      inboxIds: inboxesOf(caller, question, all),
      team: question.teamId ?? null,
      agent: question.agentId ?? null,
      origin: question.openedBy ?? null,
    },
    places: all,
  }
}

/** Checks a question and makes it ready. Throws `not-found` for an unknown metric, `invalid` for a period that can't be. */
export const scopeOf = async (
  db: Db,
  caller: Caller,
  metricId: string,
  question: Question,
): Promise<Scope> => {
  demand(caller, 'reports.read')
  const metric = (await metrics()).get(metricId)
  if (!metric)
    throw notFound('reports.no-metric', 'There is no such metric. /api/metrics lists those that there are.')
  if (metric.kind === 'level' && question.openedBy)
    throw invalid('reports.no-such-filter', 'This metric can’t be filtered by who began the conversation.')
  const asked = await placesOf(db, caller, question)
  const { range } = asked
  return {
    metric,
    ...asked,
    period: {
      workspaceId: db.workspaceId,
      from: range.start,
      to: range.end,
      now: db.kernel.clock.now(),
      basis: metric.bases.includes(question.basis) ? question.basis : metric.bases[0],
    },
  }
}
