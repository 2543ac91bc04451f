import { expect, it } from 'vitest'
import { enter, whoIsHere } from './who.ts'

it('belongs to the first person for as long as the page lives', () => {
  expect(whoIsHere()).toBeUndefined()
  expect(enter('a')).toBe(true)
  expect(enter('a')).toBe(true)
  expect(enter('b')).toBe(false)
  expect(whoIsHere()).toBe('a')
})
