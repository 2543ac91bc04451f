import { describe, expect, it } from 'vitest'
import { unitOf, wrongSeconds } from './policy.ts'

describe('a length of time', () => {
  it('is entered in the largest unit that leaves nothing over', () => {
    expect([30, 90, 5400, 7200, 172_800, null].map((seconds) => unitOf(seconds, false))).toEqual([
      'seconds',
      'seconds',
      'minutes',
      'hours',
      'days',
      'hours',
    ])
  })
  it('knows no days where only open hours count', () => {
    expect(unitOf(172_800, true)).toBe('hours')
  })
  it('is none where that is promised to nobody, and wrong where it is no number, too short or too long', () => {
    expect([null, Number.NaN, 5, 60, 40_000_000].map(wrongSeconds)).toEqual([
      undefined,
      'number',
      'range',
      undefined,
      'range',
    ])
  })
})
