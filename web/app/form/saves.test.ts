import { expect, it } from 'vitest'
import { savesForm } from './saves.ts'

const press = (key: string, over = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
})

it('knows the keys that save a form, and an input method that only picks a word', () => {
  expect(savesForm(press('Enter'))).toBe(true)
  expect(savesForm(press('s', { metaKey: true }))).toBe(true)
  expect(savesForm(press('S', { ctrlKey: true }))).toBe(true)
  expect(savesForm(press('s'))).toBe(false)
  expect(savesForm(press('Enter', { isComposing: true }))).toBe(false)
})
