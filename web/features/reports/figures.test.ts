import { describe, expect, it } from 'vitest'
import { changeOf, scaleFor, secondsText, valueText } from './figures.ts'

const ja = { locale: 'ja', business: false }
const en = { locale: 'en', business: false }

describe('durations', () => {
  it('are written in their two largest units', () => {
    expect([42, 600, 7500, 7200, 273_600, 259_200].map((seconds) => secondsText(seconds, ja))).toEqual([
      '42秒',
      '10分',
      '2時間5分',
      '2時間',
      '3日4時間',
      '3日',
    ])
    expect([42, 7500, 273_600].map((seconds) => secondsText(seconds, en))).toEqual(['42s', '2h 5m', '3d 4h'])
  })
  it('never make a day of business hours', () => {
    expect(secondsText(37 * 3600 + 120, { locale: 'ja', business: true })).toBe('37時間2分')
    expect(secondsText(200.4 * 3600, { locale: 'ja', business: true })).toBe('200時間')
  })
  it('round without jumping over a unit', () => {
    expect(secondsText(59.7, ja)).toBe('1分')
    expect(secondsText(3599, ja)).toBe('1時間')
    expect(secondsText(86_399, ja)).toBe('1日')
  })
})

it('writes 0 as 0', () => {
  expect(valueText('share', 'share', 0, en)).toBe('0%')
  expect(valueText('seconds', 'median', 0, en)).toBe('0s')
  expect(valueText('conversations', 'count', 0, en)).toBe('0')
  expect(valueText('messages', 'mean', 3, en)).toBe('3.0')
})

describe('a change', () => {
  const time = { unit: 'seconds', direction: 'lower' } as const
  const share = { unit: 'share', direction: 'higher' } as const
  const open = { unit: 'conversations', direction: 'lower' } as const
  it('is relative, in points for shares, and better or worse by the metric’s direction', () => {
    expect(changeOf(time, 'median', 90, 120)).toEqual({ amount: -25, as: 'percent', verdict: 'better' })
    expect(changeOf(time, 'median', 150, 120)?.verdict).toBe('worse')
    expect(changeOf(share, 'share', 0.75, 0.5)).toEqual({ amount: 25, as: 'points', verdict: 'better' })
    expect(changeOf(open, 'count', 300, 240)).toEqual({ amount: 25, as: 'percent', verdict: 'worse' })
    expect(changeOf({ unit: 'conversations', direction: 'neutral' }, 'mean', 3, 2)?.verdict).toBe('none')
  })
  it('is a number where so few were counted before that a percentage says nothing', () => {
    expect(changeOf(open, 'count', 22, 2)).toEqual({ amount: 20, as: 'number', verdict: 'worse' })
    expect(changeOf(open, 'count', 0, 19)).toEqual({ amount: -19, as: 'number', verdict: 'better' })
    expect(changeOf(open, 'count', 3, 0)).toEqual({ amount: 3, as: 'number', verdict: 'worse' })
    expect(changeOf(open, 'count', 0, 0)).toEqual({ amount: 0, as: 'number', verdict: 'none' })
  })
  it('is not made up where there was nothing before', () => {
    expect(changeOf(time, 'median', 90, null)).toBeUndefined()
    expect(changeOf(time, 'median', null, 90)).toBeUndefined()
    expect(changeOf(time, 'median', 90, 0)).toBeUndefined()
    expect(changeOf(share, 'share', 0, 0)).toEqual({ amount: 0, as: 'points', verdict: 'none' })
  })
})

it('draws nothing but gaps on a scale of its own', () => {
  expect(scaleFor('conversations', 'count', [null, null], false).max).toBe(1)
  expect(scaleFor('seconds', 'median', [null, 5400], false).max).toBe(5400)
})
