import fc from 'fast-check'
import { expect, it } from 'vitest'
import { businessSeconds, isOpen, openTimes } from './business-time.ts'
import { officeHours, type Calendar } from './calendar.ts'

const nights = [{ opens: 22 * 60, closes: 26 * 60 }]
const always = [{ opens: 0, closes: 24 * 60 }]

const calendars: Calendar[] = [
  officeHours('Asia/Tokyo'),
  { timeZone: 'Europe/Berlin', week: [nights, nights, [], nights, nights, nights, nights], days: [] },
  { timeZone: 'America/New_York', week: [always, always, always, [], always, always, always], days: [] },
]

it('open times are all of the business time between two moments, each of them as one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...calendars),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 20 * 86_400_000 }),
      (calendar, from, length) => {
        const to = new Date(from.getTime() + length)
        const found = openTimes(calendar, from, to)
        const sum = found.reduce((all, one) => all + (one.to.getTime() - one.from.getTime()) / 1000, 0)
        expect(sum).toBeCloseTo(businessSeconds(calendar, from, to), 3)
        for (const one of found) {
          expect(isOpen(calendar, one.from)).toBe(true)
          expect(one.to.getTime() === to.getTime() || !isOpen(calendar, one.to)).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
