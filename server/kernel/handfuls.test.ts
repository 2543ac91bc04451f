import { expect, it } from 'vitest'
import { handfuls } from './handfuls.ts'

const of = (sizes: number[], most: { size: number; count?: number }) => [
  ...handfuls(sizes, (size) => size, most),
]

it('takes as many at once as fit by their sizes and their number, in their order, and one that is too large alone', () => {
  expect(of([4, 5, 1, 2, 20, 3, 3, 3], { size: 10 })).toEqual([[4, 5, 1], [2], [20], [3, 3, 3]])
  expect(of([1, 1, 1, 9, 2], { size: 10, count: 2 })).toEqual([[1, 1], [1, 9], [2]])
  expect(of([], { size: 10 })).toEqual([])
})
