import { afterEach, describe, expect, it } from 'vitest'
import { findDate } from './find-date.ts'
import { readHeaders } from './headers.ts'

const here = process.env.TZ
afterEach(() => {
  if (here === undefined) delete process.env.TZ
  else process.env.TZ = here
})

const read = (date: string): string =>
  findDate(readHeaders(Buffer.from(`Date: ${date}\r\n\r\n`)), new Date('2026-12-01T00:00:00Z')).toISOString()

describe.each(['UTC', 'Asia/Tokyo', 'America/New_York'])('a date, read by a server in %s', (zone) => {
  it.each([
    ['Mon, 23 Nov 2026 10:00:00', '10:00:00'],
    ['23 Nov 2026 10:00', '10:00:00'],
    ['Mon, 23 Nov 2026 10:00:00 (JST)', '10:00:00'],
    ['Mon, 23 Nov 2026 10:00:00 PM', '22:00:00'],
    ['Mon Nov 23 10:00:00 2026', '10:00:00'],
    ['2026-11-23 10:00:00', '10:00:00'],
    ['2026-11-23T10:00:00', '10:00:00'],
    ['2026-11-23T10:00:00.500', '10:00:00'],
    ['2026-11-23', '00:00:00'],
  ])('counts as UTC without a zone: %s', (date, time) => {
    process.env.TZ = zone
    expect(read(date).slice(0, 19)).toBe(`2026-11-23T${time}`)
  })

  it.each([
    'Mon, 23 Nov 2026 10:00:00 CEST',
    'Mon, 23 Nov 2026 10:00:00 BRT',
    'Mon, 23 Nov 2026 10:00:00 A',
    'Mon Nov 23 10:00:00 KST 2026',
  ])('counts as UTC with a zone that is not known: %s', (date) => {
    process.env.TZ = zone
    expect(read(date)).toBe('2026-11-23T10:00:00.000Z')
  })

  it.each([
    'Mon, 23 Nov 2026 19:00:00 +0900',
    'Mon, 23 Nov 2026 19:00:00 +0900 (JST)',
    'Mon, 23 Nov 2026 19:00:00 JST',
    'Mon Nov 23 19:00:00 JST 2026',
    'Mon, 23 Nov 2026 19:00:00 GMT+0900',
    '23-Nov-2026 19:00:00 +0900',
    '2026-11-23T19:00:00+09:00',
    '2026-11-23 19:00:00+09',
    'Mon, 23 Nov 2026 19:00:00 +09',
    '2026-11-23T10:00:00Z',
    'Mon, 23 Nov 2026 10:00:00 GMT',
    'Mon, 23 Nov 2026 10:00:00 UT',
    'Mon, 23 Nov 2026 10:00:00 -0000',
    'Mon, 23 Nov 2026 05:00:00 EST',
  ])('is that moment with a zone: %s', (date) => {
    process.env.TZ = zone
    expect(read(date)).toBe('2026-11-23T10:00:00.000Z')
  })

  it('is when it was read where nobody can read it', () => {
    process.env.TZ = zone
    expect(read('some day')).toBe('2026-12-01T00:00:00.000Z')
  })
})
