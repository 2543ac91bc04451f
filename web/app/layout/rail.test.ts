import { expect, it } from 'vitest'
import { rail } from '../route-tree.ts'

it('leads to each place by keys and at a height of its own', () => {
  for (const one of ['key', 'place', 'to'] as const) {
    const all = rail.map((place) => place[one])
    expect(new Set(all).size, `two places have the same ${one}: ${all.join(' ')}`).toBe(all.length)
  }
})
