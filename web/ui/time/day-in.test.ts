import { expect, it } from 'vitest'
import { dayIn } from './day-in.ts'

it('is the day on the wall calendar of the zone, not of UTC', () => {
  const at = Date.parse('2026-12-31T15:30:00Z')
  expect(dayIn('Asia/Tokyo', at)).toBe('2027-01-01')
  expect(dayIn('UTC', at)).toBe('2026-12-31')
  expect(dayIn('America/Los_Angeles', at)).toBe('2026-12-31')
})
