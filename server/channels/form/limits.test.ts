import { describe, expect, it } from 'vitest'
import { Limits, networkOf } from './limits.ts'

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

  it('never fill the memory', () => {
    const limits = new Limits()
    for (let n = 0; n < 60_000; n += 1) limits.take([{ key: `k${n}`, most: 1 }], 0)
    expect(limits.count('k0', 0)).toBe(0)
    expect(limits.count('k59999', 0)).toBe(1)
  })
})

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})
