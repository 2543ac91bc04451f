import type { Language } from '../shared/types.ts'
import type { Words } from './words.ts'

/** Day of a moment by the visitor's own clock, as a key: `2026-11-20`. */
export const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** A day as people name it. */
export const dayText = (moment: Date, now: Date, language: Language, words: Words): string => {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (dayOf(moment) === dayOf(now)) return words.today
  if (dayOf(moment) === dayOf(yesterday)) return words.yesterday
  const year = moment.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return moment.toLocaleDateString(language, { month: 'long', day: 'numeric', weekday: 'short', ...year })
}

/** A day with its time of day. */
export const momentText = (moment: Date, now: Date, language: Language, words: Words): string =>
  `${dayText(moment, now, language, words)} ${timeText(moment, language)}`

/** A time of day: `14:05`. */
export const timeText = (moment: Date, language: Language): string =>
  moment.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
