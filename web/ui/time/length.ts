/** A unit in which lengths of time are written. */
type LengthUnit = 'second' | 'minute' | 'hour' | 'day'

/** So many of a unit: 5分, 5m. */
export function unitText(locale: string, value: number, unit: LengthUnit): string {
  // Japanese has no short form of its own: its narrow one is "2h".
  const unitDisplay = locale.startsWith('ja') ? 'long' : 'narrow'
  const text = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value)
  return locale.startsWith('ja') ? text.replace(/\s/g, '') : text
}

const sizes: readonly [LengthUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/**
 * Seconds in full: 1時間30分, 1h 30m. A day is 24 hours; of business time, whose days are shorter, nothing is said in
 * days. From an hour on seconds are left out.
 */
export function lengthText(
  seconds: number,
  { locale, business }: { locale: string; business: boolean },
): string {
  let left = seconds < 3600 ? Math.round(seconds) : Math.round(seconds / 60) * 60
  const parts = sizes.flatMap(([unit, size]) => {
    if (business && unit === 'day') return []
    const count = Math.floor(left / size)
    left -= count * size
    return count === 0 ? [] : [unitText(locale, count, unit)]
  })
  if (parts.length === 0) return unitText(locale, 0, 'minute')
  return parts.join(locale.startsWith('ja') ? '' : ' ')
}
