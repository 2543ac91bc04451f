import { expect, it } from 'vitest'
import { listOf } from './list-of.ts'

it('writes names in a row as the language does', () => {
  expect(listOf(['返品', '交換', '急ぎ'], 'ja')).toBe('返品、交換、急ぎ')
  expect(listOf(['returns', 'exchange', 'urgent'], 'en')).toBe('returns, exchange, urgent')
  expect(listOf([], 'ja')).toBe('')
})
