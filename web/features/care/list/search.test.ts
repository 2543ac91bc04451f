import { describe, expect, it } from 'vitest'
import { filterOf, narrowedBy, readComplaintSearch } from './search.ts'

const id = '0192a000-0000-7000-8000-000000000001'

describe('the address of the list of complaints', () => {
  it('is read, and what it does not understand is left out', () => {
    expect(
      readComplaintSearch({
        state: 'closed',
        severity: 'critical',
        cause: id,
        owner: 'me',
        repeats: true,
        from: '2026-11-01',
        to: '2026-13-01',
      }),
    ).toEqual({
      state: 'closed',
      severity: 'critical',
      cause: id,
      owner: 'me',
      repeats: true,
      from: '2026-11-01',
      to: undefined,
    })
    expect(
      Object.values(
        readComplaintSearch({ state: 'x', severity: 1, cause: 'y', owner: [], repeats: 'no' }),
      ).every((value) => value === undefined),
    ).toBe(true)
  })

  it('is what the server is asked for', () => {
    expect(filterOf({})).toEqual({ state: 'standing' })
    expect(filterOf({ state: 'all', cause: 'none', repeats: true, from: '2026-11-01' })).toEqual({
      state: 'all',
      causeId: 'none',
      repeats: 'true',
      from: '2026-11-01',
    })
    expect([
      narrowedBy({ state: 'all' }),
      narrowedBy({ state: 'all', owner: 'me', from: '2026-11-01' }),
    ]).toEqual([0, 2])
  })
})
