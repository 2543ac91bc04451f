import { describe, expect, it } from 'vitest'
import { moved, placeAt } from './move.ts'

describe('moving', () => {
  it('takes an item out and puts it in elsewhere, never beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
    expect(moved(['a'], 4, 0)).toEqual(['a'])
  })
  it('finds the place under the pointer by the middles of the other rows', () => {
    const rows = [
      { top: 0, height: 40 },
      { top: 40, height: 40 },
    ]
    expect([10, 30, 50, 70].map((y) => placeAt(y, rows))).toEqual([0, 1, 1, 2])
  })
})
