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

/** The details of an entry as lines; what is nested is opened one step: `settings.title`. */
export function detailsOf(details: Readonly<Record<string, unknown>>): Detail[] {
  return Object.entries(details).flatMap(([field, value]): Detail[] => {
    if (isChange(value)) return [{ field, from: value.from, to: value.to, changed: true }]
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
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
}

/** A value as people read it. */
export function wordsOf(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return names.nothing
  if (typeof value === 'boolean') return value ? names.yes : names.no
  if (Array.isArray(value)) {
    return value.length === 0 ? names.nothing : value.map((one) => wordsOf(one, names)).join(', ')
  }
  if (typeof value === 'string') return names.nameOf(value) ?? value
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
