import { describe, expect, it } from 'vitest'
import { axisDay, daysText, plusDays } from './days.ts'
import { daysOf, readBoardSearch, stepFor } from './search.ts'

// 20 November in Tokyo, still the 19th in New York.
const now = Date.parse('2026-11-19T20:00:00Z')

describe('the days that are shown', () => {
  it('end today in the workspace’s time zone', () => {
    expect(daysOf({ period: 'today' }, 'Asia/Tokyo', now)).toEqual({ from: '2026-11-20', to: '2026-11-20' })
    expect(daysOf({ period: '7d' }, 'America/New_York', now)).toEqual({
      from: '2026-11-13',
      to: '2026-11-19',
    })
    expect(daysOf({}, 'Asia/Tokyo', now)).toEqual({ from: '2026-10-22', to: '2026-11-20' })
  })
  it('are one’s own where they make sense, else the usual ones', () => {
    const own = readBoardSearch({ period: 'own', from: '2026-01-01', to: '2026-03-31' })
    expect(daysOf(own, 'Asia/Tokyo', now)).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    for (const bad of [
      { period: 'own', from: '2026-04-01', to: '2026-03-31' },
      { period: 'own', from: '2026-13-01', to: '2026-13-31' },
      { period: 'own' },
      { period: 'ever' },
    ])
      expect(readBoardSearch(bad)).toEqual({})
  })
  it('are cut into as many parts as one can read', () => {
    expect(stepFor('2026-11-01', '2026-11-30')).toBe('day')
    expect(stepFor('2026-08-23', '2026-11-20')).toBe('week')
    expect(stepFor('2025-11-21', '2026-11-20')).toBe('month')
  })
})

it('lets nothing through from an address that makes no sense', () => {
  const address = { period: 'ever', from: 'yesterday', by: 'moon' }
  // The router lays what was read over what stands in the address.
  expect({ ...address, ...readBoardSearch(address) }).toEqual({})
})

it('leaves out of an address what nobody could have chosen', () => {
  expect(readBoardSearch({ metric: 'volume', by: 'moon', measure: 'p90', view: 'table', teamId: 7 })).toEqual(
    {
      metric: 'volume',
      measure: 'p90',
      view: 'table',
    },
  )
})

it('writes days as people do', () => {
  expect(plusDays('2026-02-27', 2)).toBe('2026-03-01')
  expect(axisDay('2026-11-03', 'ja')).toBe('11/3')
  expect(daysText('2026-11-03', '2026-11-03', 'ja')).toBe('2026年11月3日(火)')
  expect(daysText('2026-11-03', '2026-11-09', 'ja')).toBe('2026年11月3日～11月9日')
  expect(daysText('2026-11-03', '2026-11-09', 'en')).toBe('Nov 3 – Nov 9, 2026')
  expect(daysText('2025-12-30', '2026-01-02', 'ja')).toBe('2025年12月30日～2026年1月2日')
})
