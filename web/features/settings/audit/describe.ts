/** One line of what an entry of the audit log holds: a value, or what it was before and is now. */
export interface Detail {
  field: string
  from?: unknown
  to: unknown
  /** True when both sides are known. */
  changed: boolean
}

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  'from' in value &&
  'to' in value &&
  Object.keys(value).length === 2

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNothing = (value: unknown) => value === null || value === undefined || value === ''

/** What differs between two states of a thing, part by part; what stayed as it was says nothing. */
function differences(from: unknown, to: unknown, field = ''): Detail[] {
  const same = isNothing(from) ? isNothing(to) : JSON.stringify(from) === JSON.stringify(to)
  if (same) return []
  const [before, after] = [from ?? {}, to ?? {}]
  if (!isPlain(before) || !isPlain(after)) return [{ field, from, to, changed: true }]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((part) =>
    differences(before[part], after[part], field === '' ? part : `${field}.${part}`),
  )
}

function linesOf(field: string, value: unknown): Detail[] {
  if (isChange(value)) return differences(value.from, value.to, field)
  if (!isPlain(value)) return [{ field, to: value, changed: false }]
  return Object.entries(value).flatMap(([part, one]) => linesOf(`${field}.${part}`, one))
}

/** The details of an entry as lines, each part of what is nested by its path: `settings.smtp.host`. */
export function detailsOf(details: Readonly<Record<string, unknown>>): Detail[] {
  const { before, after, settingsBefore, settingsAfter, ...others } = details
  return [
    ...Object.entries(others).flatMap(([field, value]) => linesOf(field, value)),
    // Some hold a thing before and after its change, not the changes alone.
    ...differences(before, after),
    ...differences(settingsBefore, settingsAfter, 'settings'),
  ]
}

/** What a value is called: names for ids, words for nothing, yes and no. */
export interface Names {
  nameOf(id: string): string | undefined
  nothing: string
  yes: string
  no: string
  list(words: readonly string[]): string
  /** A day of the calendar, given as YYYY-MM-DD. */
  day(date: string): string
}

const calendarDay = /^\d{4}-\d{2}-\d{2}$/

/** A value as people read it. */
export function wordsOf(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return names.nothing
  if (typeof value === 'boolean') return value ? names.yes : names.no
  if (Array.isArray(value)) {
    return value.length === 0 ? names.nothing : names.list(value.map((one) => wordsOf(one, names)))
  }
  if (typeof value === 'string')
    return calendarDay.test(value) ? names.day(value) : (names.nameOf(value) ?? value)
  if (typeof value !== 'object') return JSON.stringify(value)
  const { opens, closes, ...others } = value as Record<string, unknown>
  const hours = opens === undefined ? [] : [`${wordsOf(opens, names)}–${wordsOf(closes, names)}`]
  const said = Object.values(others)
    .map((one) => wordsOf(one, names))
    .filter((words) => words !== names.nothing)
  return [...hours, ...said].join(' ') || names.nothing
}
