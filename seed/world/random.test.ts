import { describe, expect, test } from 'vitest'
import { createRandom } from './random.ts'

describe('chance', () => {
  test('repeats itself for the same parts only', () => {
    const first = (...parts: (string | number)[]) => Array.from({ length: 5 }, createRandom(...parts).next)
    expect(first(1, 'a', 2)).toEqual(first(1, 'a', 2))
    expect(first(1, 'a', 2)).not.toEqual(first(1, 'a', 3))
    expect(first(1, 23)).not.toEqual(first(12, 3))
  })

  test('is even, and close to the weights and medians asked for', () => {
    const random = createRandom('even')
    const draws = Array.from({ length: 20_000 }, () => random.int(1, 6))
    for (const side of [1, 2, 3, 4, 5, 6]) {
      expect(draws.filter((draw) => draw === side).length / draws.length).toBeCloseTo(1 / 6, 1)
    }
    const heavy = Array.from({ length: 5000 }, () =>
      random.weighted(['a', 'b'], (one) => (one === 'a' ? 3 : 1)),
    )
    expect(heavy.filter((one) => one === 'a').length / 5000).toBeCloseTo(0.75, 1)
    const waits = Array.from({ length: 5000 }, () => random.spread(10, 1)).sort((a, b) => a - b)
    expect(waits[2500]).toBeGreaterThan(9)
    expect(waits[2500]).toBeLessThan(11)
  })

  test('never picks what weighs nothing, and refuses an empty list', () => {
    const random = createRandom('none')
    for (let i = 0; i < 500; i++) expect(random.weighted([0, 1], (weight) => weight)).toBe(1)
    expect(() => random.pick([])).toThrow(RangeError)
  })
})
