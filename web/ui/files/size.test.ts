import { expect, test } from 'vitest'
import { fileSize, limitInWords } from './size.ts'

test('a file’s size is in thousands, as every system shows it', () => {
  expect(fileSize(26_214_400, 'en')).toBe('26.2 MB')
  expect(fileSize(1000, 'en')).toBe('1 kB')
  expect(fileSize(5_000_000_000, 'ja')).toBe('5 GB')
  for (const language of ['ja', 'en']) expect(fileSize(11, language)).toBe('11 B')
})

test.each([
  [25 * 1024 * 1024, '25 MB'],
  [512 * 1024, '512 kB'],
])('a limit of %d bytes reads as it was set: %s', (bytes, words) => {
  expect(limitInWords(bytes)).toBe(words)
})
