import { businessSeconds, type Calendar, type Calendars } from '../hours/index.ts'
import type { Rule } from './contract.ts'
import type { Cutoff } from './queries/waits.ts'

const DAY_MS = 86_400_000
/** So far back it is looked; whoever waits longer is told of in any case. */
const FURTHEST_MS = 2 * 366 * DAY_MS

/**
 * The latest moment since which so many open seconds have passed by `now`, to the second. At most two years back: a calendar
 * that is hardly ever open hides nobody for ever.
 */
export const openSince = (calendar: Calendar, now: Date, seconds: number): Date => {
  const end = now.getTime()
  const enough = (back: number) => businessSeconds(calendar, new Date(end - back), now) >= seconds
  let far = Math.max(seconds * 1000, DAY_MS)
  while (far < FURTHEST_MS && !enough(far)) far *= 2
  let [near, back] = [0, Math.min(far, FURTHEST_MS)]
  while (back - near > 1000) {
    const middle = Math.floor((near + back) / 2)
    if (enough(middle)) back = middle
    else near = middle
  }
  return new Date(end - back)
}

/** Which rule holds where: the inbox's own, else the team's, else that for everywhere. */
export const ruleOf = (
  rules: readonly Rule[],
  { inboxId, teamId }: { inboxId: string; teamId: string | null },
): Rule | undefined =>
  rules.find((rule) => rule.inboxId === inboxId) ??
  rules.find((rule) => teamId !== null && rule.teamId === teamId) ??
  rules.find((rule) => rule.inboxId === null && rule.teamId === null)

/** Since when somebody has to wait to wait too long, for every inbox and each of its teams for which that is another moment. */
export const cutoffsOf = (
  rules: readonly Rule[],
  calendars: Calendars,
  { inboxIds, teamIds }: { inboxIds: readonly string[]; teamIds: readonly string[] },
  now: Date,
): Cutoff[] => {
  const known = new Map<Calendar, Map<number, Date>>()
  const opened = (calendar: Calendar, seconds: number): Date => {
    const of = known.get(calendar) ?? new Map<number, Date>()
    known.set(calendar, of)
    const at = of.get(seconds) ?? openSince(calendar, now, seconds)
    of.set(seconds, at)
    return at
  }
  const at = (place: { inboxId: string; teamId: string | null }): Date | null => {
    const rule = ruleOf(rules, place)
    if (!rule || rule.seconds === null) return null
    return rule.businessTime
      ? opened(calendars.of(place), rule.seconds)
      : new Date(now.getTime() - rule.seconds * 1000)
  }
  return inboxIds.flatMap((inboxId) => {
    const usual: Cutoff = { inboxId, teamId: null, at: at({ inboxId, teamId: null }) }
    const others = teamIds
      .map((teamId): Cutoff => ({ inboxId, teamId, at: at({ inboxId, teamId }) }))
      .filter((one) => one.at?.getTime() !== usual.at?.getTime())
    return [usual, ...others]
  })
}
