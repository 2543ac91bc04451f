import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, wrongIn } from './capacity.ts'

const usual = { capacity: 8, chats: 3, points: [{ channel: 'form', points: 2 }] }

describe('what is usual, in a form', () => {
  it('comes back as it was, and without a channel that was emptied', () => {
    expect(bodyOf(draftOf(usual))).toEqual(usual)
    expect(bodyOf({ ...draftOf(usual), points: { form: undefined, other: 5 } }).points).toEqual([
      { channel: 'other', points: 5 },
    ])
  })
  it('says where it is wrong, and what may stand there', () => {
    expect(wrongIn(draftOf(usual))).toEqual([])
    const points = { form: 101, other: undefined, half: 0.5, none: 0 }
    expect(wrongIn({ capacity: 0, chats: undefined, points })).toEqual([
      ['capacity', 1, 1000],
      ['chats', 1, 100],
      ['points.form', 0, 100],
      ['points.half', 0, 100],
    ])
  })
})
