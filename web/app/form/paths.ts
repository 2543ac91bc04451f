/** Something with parts: an object or a list. */
type Parts = Record<string, unknown>

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null

/** The part of a value at a path like `smtp.host` or `fields.0.label`; undefined when there is none. */
export function valueAt(whole: unknown, path: string): unknown {
  let at = whole
  for (const step of path === '' ? [] : path.split('.')) at = isParts(at) ? at[step] : undefined
  return at
}

/** The value with another part at a path; undefined takes the part away. Nothing that was given is changed. */
export function withValueAt<T>(whole: T, path: string, value: unknown): T {
  const [step = '', ...rest] = path.split('.')
  const old: Parts = isParts(whole) ? whole : {}
  const part = rest.length === 0 ? value : withValueAt(old[step], rest.join('.'), value)
  if (Array.isArray(whole)) return whole.map((one, place) => (String(place) === step ? part : one)) as T
  const others = Object.entries(old).filter(([name]) => name !== step)
  return Object.fromEntries(part === undefined ? others : [...others, [step, part]]) as T
}
