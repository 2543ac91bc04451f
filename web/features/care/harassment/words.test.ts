import { describe, expect, it } from 'vitest'
import { dayAfter } from './words.ts'

describe('a day to come', () => {
  it('is that of the shop, not of the machine', () => {
    const now = Date.parse('2026-11-30T16:00:00Z')
    expect(dayAfter(0, 'Asia/Tokyo', now)).toBe('2026-12-01')
    expect(dayAfter(0, 'America/New_York', now)).toBe('2026-11-30')
    expect(dayAfter(90, 'Asia/Tokyo', now)).toBe('2027-03-01')
  })
})
