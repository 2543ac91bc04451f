import { describe, expect, it } from 'vitest'
import { dayAndTime, dayName, duration, sameDay, shortTime } from './format.ts'

const ja = { locale: 'ja', timeZone: 'Asia/Tokyo' }
const en = { locale: 'en', timeZone: 'Europe/London' }
const at = (text: string) => Date.parse(text)
const now = at('2026-11-20T03:00:00Z')

describe('shortTime', () => {
  it.each([
    [at('2026-11-20T01:42:00Z'), ja, '10:42'],
    [at('2026-11-19T14:59:00Z'), ja, '昨日'],
    [at('2026-11-19T15:00:00Z'), ja, '0:00'],
    [at('2026-07-12T03:00:00Z'), ja, '7月12日'],
    [at('2025-07-12T03:00:00Z'), ja, '2025/7/12'],
    [at('2026-11-19T03:00:00Z'), en, 'Yesterday'],
    [at('2026-07-12T03:00:00Z'), en, 'Jul 12'],
  ])('%i', (moment, settings, expected) => expect(shortTime(moment, now, settings)).toBe(expected))
})

describe('days', () => {
  it('belong to the workspace’s time zone', () => {
    const late = at('2026-11-20T16:00:00Z')
    expect(sameDay(now, late, ja)).toBe(false)
    expect(sameDay(now, late, en)).toBe(true)
  })
  it('have names', () => {
    expect(dayName(now, now, ja)).toBe('今日')
    expect(dayName(at('2026-11-18T03:00:00Z'), now, ja)).toBe('11月18日(水)')
    expect(dayName(at('2024-02-29T03:00:00Z'), now, ja)).toBe('2024年2月29日(木)')
    expect(dayAndTime(at('2026-11-21T00:00:00Z'), now, ja)).toBe('明日 9:00')
  })
  it('stand before the time in a sentence, today’s too', () => {
    expect(dayAndTime(now, now, ja)).toBe('今日 12:00')
    expect(dayAndTime(at('2026-11-21T09:00:00Z'), now, en)).toBe('tomorrow 9:00 AM')
  })
})

describe('duration', () => {
  it.each([
    [30_000, '0分'],
    [5 * 60_000, '5分'],
    [119 * 60_000, '1時間'],
    [50 * 3_600_000, '2日'],
    [-5, '0分'],
  ])('%i ms', (milliseconds, expected) => expect(duration(milliseconds, ja)).toBe(expected))
  it('speaks English', () => expect(duration(7_200_000, en)).toBe('2h'))
})
