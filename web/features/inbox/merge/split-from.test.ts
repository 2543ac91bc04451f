import { expect, it } from 'vitest'
import { fromOn } from './split-from.ts'

const talk = [
  { id: 'a', homeId: null },
  { id: 'b', homeId: 'other' },
  { id: 'c', homeId: null },
  { id: 'd', homeId: 'other' },
]

it('counts a message and all after it that came with the same conversation', () => {
  expect(fromOn(talk, { id: 'b', homeId: 'other' })).toEqual({ going: 2, others: true })
  expect(fromOn(talk, { id: 'd', homeId: 'other' })).toEqual({ going: 1, others: false })
  expect(fromOn(talk.slice(2, 3), { id: 'c', homeId: null })).toEqual({ going: 1, others: false })
})
