import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelledPlaces, labelRoom, numberScale, secondsScale, shareScale } from './scale.ts'

describe('scales', () => {
  it('have room for their longest label, as wide as its signs are', () => {
    expect(labelRoom([])).toBe(0)
    expect(labelRoom(['0', '12', '1d 12h'])).toBeCloseTo(45)
    // Three figures and three full-width signs.
    expect(labelRoom(['2日', '1日12時間'])).toBeCloseTo(58.5)
  })
  it('mark counts at round whole numbers', () => {
    expect(numberScale(97, { whole: true }).ticks).toEqual([0, 50, 100])
    expect(numberScale(3, { whole: true }).ticks).toEqual([0, 1, 2, 3])
    expect(numberScale(0, { whole: true }).ticks).toEqual([0, 1])
    expect(numberScale(4.3).ticks).toEqual([0, 2, 4, 6])
  })
  it('mark durations at steps that clocks know', () => {
    const minutes = (seconds: number) => secondsScale(seconds).ticks.map((tick) => tick / 60)
    expect(minutes(50 * 60)).toEqual([0, 15, 30, 45, 60])
    expect(minutes(7.5 * 3600)).toEqual([0, 120, 240, 360, 480])
    expect(secondsScale(3.2 * 86_400).ticks.map((tick) => tick / 86_400)).toEqual([0, 1, 2, 3, 4])
  })
  it('never call a day what is 24 business hours', () => {
    expect(secondsScale(60 * 3600, { hoursOnly: true }).ticks.map((tick) => tick / 3600)).toEqual([
      0, 20, 40, 60,
    ])
  })
  it('show shares up to the whole, and small ones from near', () => {
    expect(shareScale(0.93).ticks).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(shareScale(0.3).max).toBe(0.5)
    expect(shareScale(0.04).max).toBeLessThan(0.1)
  })
  it('always hold the highest value, with few marks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (max) => {
        for (const scale of [
          numberScale(max),
          numberScale(max, { whole: true }),
          secondsScale(max),
          secondsScale(max, { hoursOnly: true }),
        ]) {
          expect(scale.max).toBeGreaterThanOrEqual(max * (1 - 1e-9))
          expect(scale.ticks.length).toBeLessThanOrEqual(6)
          expect(scale.ticks.at(-1)).toBe(scale.max)
        }
      }),
    )
  })
})

describe('labels along an axis', () => {
  it('are thinned out until each has room, and the last one stays', () => {
    expect([...labelledPlaces(5, 500, 50)]).toEqual([4, 3, 2, 1, 0])
    expect([...labelledPlaces(30, 300, 50)]).toEqual([29, 24, 19, 14, 9, 4])
    expect(labelledPlaces(0, 300, 50).size).toBe(0)
  })
})
