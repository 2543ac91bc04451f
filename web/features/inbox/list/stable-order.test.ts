import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../../api/types.ts'
import { holdOrder, keepOpenRow } from './stable-order.ts'

const row = (id: string, version = 1) => ({ id, version }) as Conversation
const ids = (rows: Conversation[]) => rows.map((one) => one.id).join('')
const rows = (text: string) => [...text].map((id) => row(id))
const hold = (shown: string, now: string) => {
  const held = holdOrder([...shown], rows(now))
  return [ids(held.rows), held.news]
}

describe('holdOrder', () => {
  it.each([
    ['nothing happens', 'abc', 'abc', 'abc', 0],
    ['new ones come on top', 'abc', 'xyabc', 'abc', 2],
    ['one comes in between', 'abc', 'axbc', 'abc', 1],
    ['one moves up', 'abc', 'cab', 'abc', 1],
    ['two move up', 'abcd', 'dcab', 'abcd', 2],
    ['one leaves', 'abc', 'ac', 'ac', 0],
    ['one leaves and one comes', 'abc', 'xac', 'ac', 1],
    ['a page comes', 'abc', 'abcde', 'abcde', 0],
    ['a page comes with news above', 'abc', 'xabcde', 'abcde', 1],
    ['all leave', 'abc', 'xy', '', 2],
  ])('%s', (_, shown, now, held, news) => {
    expect(hold(shown, now)).toEqual([held, held === '' ? 0 : news])
  })
  it('shows the newest state of each row', () => {
    expect(holdOrder(['a'], [row('a', 7)]).rows[0]?.version).toBe(7)
  })
})

describe('keepOpenRow', () => {
  it('keeps what is open where it was', () => {
    expect(ids(keepOpenRow(rows('ac'), row('b'), 1))).toBe('abc')
    expect(ids(keepOpenRow(rows('a'), row('z'), 9))).toBe('az')
  })
  it('adds nothing that is there, or that never was', () => {
    expect(ids(keepOpenRow(rows('abc'), row('b'), 1))).toBe('abc')
    expect(ids(keepOpenRow(rows('ac'), row('b'), -1))).toBe('ac')
    expect(ids(keepOpenRow(rows('ac'), undefined, 1))).toBe('ac')
  })
})
