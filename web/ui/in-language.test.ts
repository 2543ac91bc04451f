import { expect, it } from 'vitest'
import { inLanguage } from './in-language.ts'

it('speaks the language of the screen, and English to everybody else', () => {
  const sentence = { en: 'It answered 500.', ja: '500 が返されました。' }
  expect(inLanguage(sentence, 'ja')).toBe(sentence.ja)
  expect(inLanguage(sentence, 'en')).toBe(sentence.en)
})
