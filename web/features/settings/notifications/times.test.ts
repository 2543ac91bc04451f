import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMinutes, toTime } from './times.ts'

it('reads the times of the day that it writes, and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
      expect(toMinutes(toTime(minutes))).toBe(minutes)
    }),
  )
  expect(['', '24:00', '7:00', 'noon'].map(toMinutes)).toEqual([undefined, undefined, undefined, undefined])
})
