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

/** What differs between two states of a thing, field by field; a field that stayed as it was says nothing. */
const changesOf = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(after)
      .filter(([field, to]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(to ?? null))
      .map(([field, to]) => [field, { from: before[field], to }]),
  )

/** Entries that hold a thing before and after its change, told like those that hold the changes alone. */
function paired({
  before,
  after,
  settingsBefore,
  settingsAfter,
  ...others
}: Readonly<Record<string, unknown>>) {
  return {
    ...others,
    ...(isPlain(before) && isPlain(after) ? changesOf(before, after) : {}),
    ...(isPlain(settingsBefore) && isPlain(settingsAfter)
      ? { settings: changesOf(settingsBefore, settingsAfter) }
      : {}),
  }
}

/** The details of an entry as lines; what is nested is opened one step: `settings.title`. */
export function detailsOf(details: Readonly<Record<string, unknown>>): Detail[] {
  return Object.entries(paired(details)).flatMap(([field, value]): Detail[] => {
    if (isChange(value)) return [{ field, from: value.from, to: value.to, changed: true }]
    if (isPlain(value)) {
      return Object.entries(value).map(([inner, one]) =>
        isChange(one)
          ? { field: `${field}.${inner}`, from: one.from, to: one.to, changed: true }
          : { field: `${field}.${inner}`, to: one, changed: false },
      )
    }
    return [{ field, to: value, changed: false }]
  })
}

/** What a value is called: names for ids, words for nothing, yes and no. */
export interface Names {
  nameOf(id: string): string | undefined
  nothing: string
  yes: string
  no: string
  list(words: readonly string[]): string
}

/** A value as people read it. */
export function wordsOf(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return names.nothing
  if (typeof value === 'boolean') return value ? names.yes : names.no
  if (Array.isArray(value)) {
    return value.length === 0 ? names.nothing : names.list(value.map((one) => wordsOf(one, names)))
  }
  if (typeof value === 'string') return names.nameOf(value) ?? value
  if (typeof value !== 'object') return JSON.stringify(value)
  const { opens, closes, ...others } = value as Record<string, unknown>
  const hours = opens === undefined ? [] : [`${wordsOf(opens, names)}–${wordsOf(closes, names)}`]
  const said = Object.values(others)
    .map((one) => wordsOf(one, names))
    .filter((words) => words !== names.nothing)
  return [...hours, ...said].join(' ') || names.nothing
}
