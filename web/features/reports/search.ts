import { dayIn } from '../../ui/time/day-in.ts'
import { daysBetween, plusDays } from './days.ts'

/** Periods that are chosen by name, and how many days each has. */
export const periods = { today: 1, '7d': 7, '30d': 30, '90d': 90 } as const
export const splits = [
  'day',
  'week',
  'month',
  'channel',
  'inbox',
  'team',
  'agent',
  'status',
  'cause',
] as const
export const beginners = ['customer', 'us'] as const
export const flowFindings = [
  'back-and-forth',
  'reopened',
  'chased',
  'answered-twice',
  'parallel',
  'unanswered',
] as const
type FlowFinding = (typeof flowFindings)[number]
export const measures = ['count', 'share', 'median', 'p90', 'mean'] as const

/** What the board shows, as it stands in the address. What is left out has its default. */
export interface BoardSearch {
  period?: keyof typeof periods | 'own' | undefined
  from?: string | undefined
  to?: string | undefined
  inboxId?: string | undefined
  channel?: string | undefined
  brandId?: string | undefined
  teamId?: string | undefined
  agentId?: string | undefined
  /** Who began the conversations. */
  openedBy?: (typeof beginners)[number] | undefined
  basis?: 'business' | undefined
  metric?: string | undefined
  by?: (typeof splits)[number] | undefined
  measure?: (typeof measures)[number] | undefined
  view?: 'table' | undefined
  /** Key of the part of the chart whose rows are shown. */
  part?: string | undefined
  /** Of the flow: one step after another (`opened.assigned`), or what is worth a look, whose conversations are shown. */
  move?: string | undefined
  finding?: FlowFinding | undefined
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^2\d{3}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 60 ? value : undefined

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((one) => one === value)

/** Reads what the board shows out of an address; what makes no sense is left out. */
export function readBoardSearch(raw: Record<string, unknown>): BoardSearch {
  const own = raw.period === 'own' && isDay(raw.from) && isDay(raw.to) && raw.from <= raw.to
  // Named even when they are refused: what is left out here would come through from the address as it is.
  return {
    period: own ? 'own' : oneOf(Object.keys(periods) as (keyof typeof periods)[], raw.period),
    from: own ? (raw.from as string) : undefined,
    to: own ? (raw.to as string) : undefined,
    inboxId: text(raw.inboxId),
    channel: text(raw.channel),
    brandId: text(raw.brandId),
    teamId: text(raw.teamId),
    agentId: text(raw.agentId),
    openedBy: oneOf(beginners, raw.openedBy),
    basis: oneOf(['business'], raw.basis),
    metric: text(raw.metric),
    by: oneOf(splits, raw.by),
    measure: oneOf(measures, raw.measure),
    view: oneOf(['table'], raw.view),
    part: text(raw.part),
    move: text(raw.move),
    finding: oneOf(flowFindings, raw.finding),
  }
}

/** The days that are shown; 30 until today unless something else was chosen. */
export function daysOf(search: BoardSearch, timeZone: string, now: number): { from: string; to: string } {
  if (search.period === 'own' && search.from && search.to) return { from: search.from, to: search.to }
  const today = dayIn(timeZone, now)
  const named = search.period === undefined || search.period === 'own' ? '30d' : search.period
  return { from: plusDays(today, 1 - periods[named]), to: today }
}

/** The step of time at which so many days make a readable picture. */
export function stepFor(from: string, to: string): 'day' | 'week' | 'month' {
  const days = daysBetween(from, to)
  return days <= 62 ? 'day' : days <= 240 ? 'week' : 'month'
}
