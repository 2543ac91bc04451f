import { describe, expect, it } from 'vitest'
import { RateLimiter } from './index.ts'

describe('calls in a minute', () => {
  it('are counted by key and refused over the limit, until the minute is over', () => {
    let now = 0
    const limiter = new RateLimiter(() => now)
    expect(limiter.take('a', 2)).toEqual({ limit: 2, remaining: 1, resetSeconds: 60 })
    now = 30_500
    expect(limiter.take('a', 2)).toEqual({ limit: 2, remaining: 0, resetSeconds: 30 })
    expect(() => limiter.take('a', 2)).toThrow(/2 a minute are allowed here. Wait 30 seconds/)
    expect(limiter.take('b', 2).remaining).toBe(1)
    now = 60_000
    expect(limiter.take('a', 2)).toEqual({ limit: 2, remaining: 1, resetSeconds: 60 })
  })
})
