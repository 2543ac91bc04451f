import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../hours/index.ts'
import { nextAt, quietUntil, type Quiet } from './quiet.ts'

const timeZone = 'Asia/Tokyo'
const office: Calendar = {
  timeZone,
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ opens: 540, closes: 1080 }] : [])),
  days: [],
}
const at = (text: string) => new Date(`${text}+09:00`)
const hours = (from: number, to: number): Quiet => ({ kind: 'hours', from, to })
const until = (quiet: Quiet, now: Date, calendars: Calendar[] = []) =>
  quietUntil(quiet, { timeZone, calendars }, now)

describe('nobody is disturbed', () => {
  it('over the night', () => {
    const night = hours(22 * 60, 8 * 60)
    expect(until(night, at('2026-11-23T21:59:00'))).toBeNull()
    expect(until(night, at('2026-11-23T22:00:00'))).toEqual(at('2026-11-24T08:00:00'))
    expect(until(night, at('2026-11-24T07:59:59'))).toEqual(at('2026-11-24T08:00:00'))
    expect(until(night, at('2026-11-24T08:00:00'))).toBeNull()
  })

  it('over noon', () => {
    const noon = hours(12 * 60, 13 * 60)
    expect(until(noon, at('2026-11-23T11:59:00'))).toBeNull()
    expect(until(noon, at('2026-11-23T12:30:00'))).toEqual(at('2026-11-23T13:00:00'))
    expect(until(noon, at('2026-11-24T03:00:00'))).toBeNull()
  })

  it('whatever the hours, until a moment at which they may be disturbed again, within a day', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.date({ min: at('2026-01-01T00:00:00'), max: at('2027-01-01T00:00:00'), noInvalidDate: true }),
        (from, to, now) => {
          fc.pre(from !== to)
          const end = until(hours(from, to), now)
          const local = Math.floor((now.getTime() / 60_000 + 540) % 1440)
          const inside = from < to ? local >= from && local < to : local >= from || local < to
          expect(end !== null).toBe(inside)
          const again = end ?? now
          expect(again.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000)
          expect(until(hours(from, to), again)).toBeNull()
        },
      ),
    )
  })

  it('outside of the hours by which they work; one open calendar is enough', () => {
    const quiet: Quiet = { kind: 'calendar', from: 0, to: 0 }
    const night: Calendar = { ...office, week: office.week.map(() => [{ opens: 1200, closes: 1500 }]) }
    expect(until(quiet, at('2026-11-24T20:30:00'), [office])).toEqual(at('2026-11-25T09:00:00'))
    expect(until(quiet, at('2026-11-24T20:30:00'), [office, night])).toBeNull()
    expect(until(quiet, at('2026-11-24T19:00:00'), [office, night])).toEqual(at('2026-11-24T20:00:00'))
    // Nobody is disturbed for ever by a calendar that never opens.
    const never = { ...office, week: office.week.map(() => []) }
    expect(until(quiet, at('2026-11-24T19:00:00'), [never])).toBeNull()
  })

  it('never, where they want it so', () => {
    expect(until({ kind: 'none', from: 0, to: 1 }, at('2026-11-24T00:00:30'))).toBeNull()
  })
})

it('finds when a time of the day comes next', () => {
  expect(nextAt(480, timeZone, at('2026-11-23T07:00:00'))).toEqual(at('2026-11-23T08:00:00'))
  expect(nextAt(480, timeZone, at('2026-11-23T08:00:10'))).toEqual(at('2026-11-24T08:00:00'))
})
