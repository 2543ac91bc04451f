import { expect, it } from 'vitest'
import { coalesce } from './coalesce.ts'

it('makes batches of what comes in meanwhile, none heavier than allowed unless one alone is', async () => {
  const batches: number[][] = []
  const call = coalesce(
    4,
    async (items: number[]) => {
      batches.push(items)
      return items.map((item) => item * 2)
    },
    { heaviest: 10, weight: (item) => item },
  )
  const given = [1, 9, 5, 5, 1, 50, 1, 1, 1, 1, 1]
  expect(await Promise.all(given.map(call))).toEqual(given.map((item) => item * 2))
  expect(batches).toEqual([[1], [9], [5, 5], [1], [50], [1, 1, 1, 1], [1]])
})
