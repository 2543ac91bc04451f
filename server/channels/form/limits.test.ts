import { describe, expect, it } from 'vitest'
import { Limits } from './limits.ts'

const HOUR = 3600_000

describe('limits', () => {
  it('count an hour by key and say how long to wait', () => {
    const limits = new Limits()
    const take = (now: number) => limits.take([{ key: 'a', most: 2 }], now)
    expect([take(0), take(1000), take(2000)]).toEqual([0, 0, 3598])
    expect(limits.take([{ key: 'b', most: 2 }], 2000)).toBe(0)
    expect(take(HOUR)).toBe(0)
    expect(limits.count('a', HOUR)).toBe(1)
  })

  it('count for all keys or for none', () => {
    const limits = new Limits()
    const both = [
      { key: 'a', most: 5 },
      { key: 'b', most: 1 },
    ]
    expect(limits.take(both, 0)).toBe(0)
    expect(limits.take(both, 0)).toBeGreaterThan(0)
    expect(limits.count('a', 0)).toBe(1)
    limits.giveBack(['a', 'b', 'unknown'])
    expect([limits.count('a', 0), limits.count('b', 0)]).toEqual([0, 0])
  })
})
