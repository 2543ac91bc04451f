import { expect, test } from 'vitest'
import type { Zone } from './types.ts'
import { hour, midnight, offset, wall } from './zones.ts'

/** What the machine's own zone tables say, in milliseconds. */
function reference(zone: Zone): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours] = /([+-])(\d\d)/.exec(name) ?? []
    return (sign === '-' ? -1 : 1) * Number(hours) * hour
  }
}

test.each(['Asia/Tokyo', 'America/Los_Angeles'] as const)(
  'offsets of %s agree with the zone tables',
  (zone) => {
    const expected = reference(zone)
    const wrong: string[] = []
    // 25.5 hours: each hour of the day is met, and every change of the clock is closely passed.
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2033, 0, 1); at += 25.5 * hour) {
      if (offset(zone, at) !== expected(at)) wrong.push(new Date(at).toISOString())
    }
    expect(wrong).toEqual([])
  },
)

test('wall clock and midnight', () => {
  const at = Date.UTC(2026, 2, 8, 18, 30)
  expect(wall('Asia/Tokyo', at)).toEqual({ year: 2026, month: 3, day: 9, weekday: 1, hour: 3, minute: 30 })
  expect(midnight('Asia/Tokyo', at)).toBe(Date.UTC(2026, 2, 8, 15))
  expect(wall('America/Los_Angeles', at).hour).toBe(11)
})
