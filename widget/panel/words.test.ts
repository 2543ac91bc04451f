import { expect, it } from 'vitest'
import { words } from './words.ts'

it('puts the marks of fields into the brackets of each language', () => {
  expect(`${words.en.name}${words.en.optional}`).toBe('Name (optional)')
  expect(`${words.ja.email}${words.ja.required}`).toBe('メールアドレス（必須）')
})
