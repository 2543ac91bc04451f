import { describe, expect, it } from 'vitest'
import { growth, laterHalf } from './slope.ts'

const every5 = (bytesAt: (at: number) => number) =>
  Array.from({ length: 21 }, (_, n) => ({ at: n * 5, bytes: bytesAt(n * 5) }))

describe('the growth of memory', () => {
  it('is the rise of the line through all samples, in percent of their mean', () => {
    expect(growth(every5(() => 200))).toBeCloseTo(0)
    expect(growth(every5((at) => 90 + at / 5))).toBeCloseTo(20)
    expect(growth(every5((at) => 110 - at / 5))).toBeCloseTo(-20)
  })

  it('does not take a swing for growth', () => {
    expect(Math.abs(growth(every5((at) => (at % 10 === 0 ? 90 : 110))))).toBeLessThan(1)
  })

  it('is looked for in the later half', () => {
    expect(laterHalf(every5(() => 1)).map(({ at }) => at)).toEqual([
      50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100,
    ])
  })
})
