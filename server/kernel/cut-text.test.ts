import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutText } from './cut-text.ts'

it('never leaves half a character, nor more than asked for', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 })
  fc.assert(
    fc.property(text, fc.nat(30), (given, max) => {
      const cut = cutText(given, max)
      expect(cut.isWellFormed()).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(max)
      expect(given.toWellFormed().startsWith(cut)).toBe(true)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(given.length, max) - 1)
    }),
  )
})

it('shows what was broken before, and cuts before a character that does not fit', () => {
  expect(cutText('a\ud83db', 3)).toBe('a\ufffdb')
  expect(cutText('𠮷野家', 1)).toBe('')
  expect(cutText('吉😀', 2)).toBe('吉')
  expect(cutText('吉😀', 3)).toBe('吉😀')
})
