import { expect, it } from 'vitest'
import { inWords, pretty } from './in-words.ts'

it('speaks the language of the screen, and English to everybody else', () => {
  const sentence = { en: 'It answered 500.', ja: '500 が返されました。' }
  expect(inWords(sentence, 'ja')).toBe(sentence.ja)
  expect(inWords(sentence, 'en')).toBe(sentence.en)
})

it('opens JSON up, and leaves everything else alone', () => {
  expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(pretty('<html>no</html>')).toBe('<html>no</html>')
  expect(pretty('')).toBe('')
})
