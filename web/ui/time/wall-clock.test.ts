import { describe, expect, it } from 'vitest'
import { momentOf, startOfDay } from './wall-clock.ts'

const iso = (at: number) => new Date(at).toISOString()

describe('momentOf', () => {
  it.each([
    ['Tokyo', momentOf(2026, 11, 20, 9, 0, 'Asia/Tokyo'), '2026-11-20T00:00:00.000Z'],
    ['London in summer', momentOf(2026, 7, 1, 9, 0, 'Europe/London'), '2026-07-01T08:00:00.000Z'],
    ['the day clocks go back', momentOf(2026, 10, 25, 9, 0, 'Europe/Berlin'), '2026-10-25T08:00:00.000Z'],
    ['half an hour off', momentOf(2026, 1, 1, 0, 15, 'Asia/Kolkata'), '2025-12-31T18:45:00.000Z'],
  ])('%s', (_, at, expected) => expect(iso(at)).toBe(expected))
})

describe('a day', () => {
  it('begins at midnight of the zone, also when clocks change', () => {
    expect(startOfDay('2026-11-22', 'Asia/Tokyo')).toBe('2026-11-21T15:00:00.000Z')
    expect(startOfDay('2026-11-22', 'Asia/Tokyo', 1)).toBe('2026-11-22T15:00:00.000Z')
    expect(startOfDay('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00.000Z')
    expect(startOfDay('2026-03-29', 'Europe/London', 1)).toBe('2026-03-29T23:00:00.000Z')
    expect(startOfDay('', 'Asia/Tokyo')).toBeUndefined()
  })
})
