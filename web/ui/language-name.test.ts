import { expect, it } from 'vitest'
import { languageName } from './language-name.ts'

it('names languages, and leaves alone what is none', () => {
  expect(languageName('ja', 'en')).toBe('Japanese')
  expect(languageName('en', 'ja')).toBe('英語')
  expect(languageName('_', 'ja')).toBe('_')
})
