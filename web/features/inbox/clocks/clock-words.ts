import type { TFunction } from 'i18next'
import type { Output } from '../../../api/types.ts'
import { listOf } from '../../../ui/list-of.ts'
import { dayAndTime, sameDay, timeOfDay, type TimeSettings } from '../../../ui/time/format.ts'
import { lengthText } from '../../../ui/time/length.ts'

/** A clock: somebody waits, or waited, for what was promised. */
export type Clock = Output<'sla.listClocks'>[number]
/** Where a clock stands. */
export type State = 'running' | 'soon' | 'over' | 'paused' | 'kept' | 'late'

/** Where a clock stands at a moment. */
export function stateOf({ endedAt, dueAt, warnedAt, breachedAt }: Clock, now: number): State {
  if (endedAt !== null) return breachedAt !== null || (dueAt !== null && endedAt > dueAt) ? 'late' : 'kept'
  if (breachedAt !== null) return 'over'
  if (dueAt === null) return 'paused'
  if (Date.parse(dueAt) <= now) return 'over'
  return warnedAt === null ? 'running' : 'soon'
}

/** Clocks in the order in which they press: what is due first, what stands, then what ended, the newest first. */
export const inOrder = (clocks: readonly Clock[]): Clock[] => {
  const rank = ({ endedAt, dueAt }: Clock) => (endedAt !== null ? 2 : dueAt === null ? 1 : 0)
  return clocks.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (rank(a) === 2
        ? (b.endedAt ?? '').localeCompare(a.endedAt ?? '')
        : (a.dueAt ?? '').localeCompare(b.dueAt ?? '')),
  )
}

/** How words are put: the texts, the moment, language and time zone. */
export interface Manner {
  t: TFunction<'clocks'>
  now: number
  time: TimeSettings
}

/** The clock in a few words, for a pill: あと40分. What is promised stands beside it. */
export function shortly(clock: Clock, { t, now, time }: Manner): string {
  const { dueAt, counted, seconds, businessTime } = clock
  const state = stateOf(clock, now)
  const left = dueAt === null ? 0 : Math.max(60, (Date.parse(dueAt) - now) / 1000)
  // Open hours are what was promised: so are those that went over it.
  const over = businessTime || dueAt === null ? counted - seconds : (now - Date.parse(dueAt)) / 1000
  const length = state === 'over' ? Math.max(0, over) : left
  // As short as it may be: nobody asks for the minutes of half a day.
  const unit = length >= 36_000 ? 3600 : length < 60 ? 1 : 60
  return t(`shown.${state}`, {
    time: lengthText(Math.floor(length / unit) * unit, {
      locale: time.locale,
      business: businessTime && state === 'over',
    }),
  })
}

const mostPieces = 8

/** How a clock was counted: 2時間10分を計測：10:20〜12:00、13:00〜13:30. */
export function sumInWords(clock: Clock, { t, now, time }: Manner): string {
  const { counted, stretches, businessTime, endedAt } = clock
  const pieces = stretches.filter(({ to, seconds }) => to === null || seconds > 0)
  if (pieces.length === 0) return t(endedAt === null ? 'sumNothing' : 'sumNone')
  const shown = pieces.slice(-mostPieces)
  let day = now
  const at = (moment: string) => {
    const when = Date.parse(moment)
    const text = sameDay(when, day, time) ? timeOfDay(when, time) : dayAndTime(when, now, time)
    day = when
    return text
  }
  const to = time.locale.startsWith('ja') ? '〜' : ' – '
  // In this order: the end is said by its time alone where it is on the day of the beginning.
  const times = shown.map((piece) => at(piece.from) + to + (piece.to === null ? t('now') : at(piece.to)))
  const left = pieces.length - shown.length
  return t('sum', {
    time: lengthText(counted, { locale: time.locale, business: businessTime }),
    times: listOf(left > 0 ? [t('more', { count: left }), ...times] : times, time.locale),
  })
}
