import { describe, expect, it } from 'vitest'
import { ApiProblem } from './problem.ts'
import { waitBefore } from './query-client.ts'

describe('a read that failed', () => {
  it('is tried again when the server says, and never later than in a minute', () => {
    const tooMany = (retryAfterSeconds: number) =>
      new ApiProblem({ code: 'kernel.too-many', status: 429, retryAfterSeconds })
    expect(waitBefore(0, tooMany(23))).toBe(23_000)
    expect(waitBefore(1, tooMany(9_000))).toBe(60_000)
  })

  it('is tried again after ever longer waits where it says nothing', () => {
    const away = new ApiProblem({ code: 'network', status: 0 })
    expect([0, 1, 2, 9].map((failures) => waitBefore(failures, away))).toEqual([1000, 2000, 4000, 8000])
  })
})
