import { describe, expect, it } from 'vitest'
import { Limits } from './limits.ts'

describe('what a visitor does in a minute', () => {
  it('is counted by visitor; over the limit the seconds to wait are told', () => {
    const limits = new Limits()
    expect([limits.take('a', 2, 0), limits.take('a', 2, 20_000), limits.take('a', 2, 20_000)]).toEqual([
      0, 0, 40,
    ])
    expect(limits.take('b', 2, 20_000)).toBe(0)
    expect(limits.take('a', 2, 60_000)).toBe(0)
  })
})
