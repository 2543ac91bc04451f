import { describe, expect, it } from 'vitest'
import { localDay, startOfDay, stretches } from './zone.ts'

describe('stretches of a zone', () => {
  it('meet without a gap and change where the zone does', () => {
    const [from, to] = [Date.UTC(2025, 5, 1), Date.UTC(2027, 5, 1)]
    const found = [...stretches('Europe/Berlin', from, to)]
    expect(found.map(({ start, offset }) => [new Date(start).toISOString(), offset / 3_600_000])).toEqual([
      ['2025-06-01T00:00:00.000Z', 2],
      ['2025-10-26T01:00:00.000Z', 1],
      ['2026-03-29T01:00:00.000Z', 2],
      ['2026-10-25T01:00:00.000Z', 1],
      ['2027-03-28T01:00:00.000Z', 2],
    ])
    found.forEach(({ end }, index) => expect(end).toBe(found[index + 1]?.start ?? to))
  })

  it('know offsets of odd lengths, and zones that never change', () => {
    expect([...stretches('Africa/Monrovia', 0, 1)][0]?.offset).toBe(-(44 * 60 + 30) * 1000)
    expect([...stretches('UTC', 0, 1)]).toEqual([{ start: 0, end: 1, offset: 0 }])
    expect([...stretches('Asia/Tokyo', 5, 5)]).toEqual([])
  })
})

describe('days of a zone', () => {
  it.each(['0000-01-01', '0026-05-01', '0099-12-31', '0100-01-01'])(
    'begin also in a year that somebody mistyped: %s',
    (day) => {
      expect(localDay('Asia/Tokyo', startOfDay('Asia/Tokyo', day))).toBe(day)
      expect(startOfDay('UTC', day)).toEqual(new Date(`${day}T00:00:00Z`))
    },
  )

  it('begin at midnight, or after it where midnight is skipped', () => {
    expect(startOfDay('Asia/Tokyo', '2026-11-20')).toEqual(new Date('2026-11-19T15:00:00Z'))
    expect(startOfDay('America/Sao_Paulo', '2018-11-04')).toEqual(new Date('2018-11-04T03:00:00Z'))
    expect(startOfDay('Pacific/Apia', '2011-12-31')).toEqual(new Date('2011-12-30T10:00:00Z'))
    // The day that was left out begins, and ends, where the next one begins.
    expect(startOfDay('Pacific/Apia', '2011-12-30')).toEqual(new Date('2011-12-30T10:00:00Z'))
  })

  it('hold their moments', () => {
    expect(localDay('Asia/Tokyo', new Date('2026-11-19T14:59:59Z'))).toBe('2026-11-19')
    expect(localDay('Asia/Tokyo', new Date('2026-11-19T15:00:00Z'))).toBe('2026-11-20')
    expect(localDay('America/New_York', new Date('2026-03-08T04:59:59Z'))).toBe('2026-03-07')
  })
})
