import { expect, it } from 'vitest'
import { safeName } from './safe-name.ts'

it.each([
  ['領収書 1.pdf', '領収書 1.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\見積.xlsx', '見積.xlsx'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['a\u2067b\u2069\u200f.png', 'ab.png'],
  ['a\0\r\nb.txt', 'ab.txt'],
  ['...hidden', 'hidden'],
  ['/', ''],
  [`${'長'.repeat(300)}.docx`, `${'長'.repeat(195)}.docx`],
])('%j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept)
})
