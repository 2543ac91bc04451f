import { expect, test } from 'vitest'
import { textOf, valueOf } from './attribute-value.ts'

test.each([
  [21_795, '21,795'],
  [5, '5'],
  [-1234.5678, '-1,234.5678'],
])('the number %d is read and typed as %s', (value, text) => {
  for (const language of ['ja', 'en']) expect(textOf(value, language)).toBe(text)
  expect(valueOf('number', text)).toBe(value)
})

test('texts, yes and no, and nothing stay as they are', () => {
  expect(textOf('21795', 'ja')).toBe('21795')
  expect(textOf(false, 'ja')).toBe('false')
  expect(textOf(undefined, 'en')).toBe('')
})

test.each([
  ['１２，３４５', 12_345],
  ['12,345.5', 12_345.5],
  [' −１，２００ ', -1200],
  ['0', 0],
  ['', null],
  ['12 点', undefined],
])('%j, typed for a number, is %j', (text, value) => {
  expect(valueOf('number', text)).toBe(value)
})
