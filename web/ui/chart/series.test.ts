import { expect, it } from 'vitest'
import { linePaths } from './series.ts'

const paths = (values: (number | null)[]) =>
  linePaths(
    values.map((value) => ({ value })),
    (place) => place * 10,
    (value) => value,
  )

it('leaves gaps where there is no data, and draws 0', () => {
  expect(paths([1, 0, null, 3, 4, null, 5])).toEqual(['M0.0 1.0L10.0 0.0', 'M30.0 3.0L40.0 4.0'])
})

it('draws nothing of nothing', () => {
  expect(paths([])).toEqual([])
  expect(paths([null, 2, null])).toEqual([])
})
