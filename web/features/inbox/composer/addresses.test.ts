import { expect, it } from 'vitest'
import { addressesIn, linkAddress, strangersIn } from './addresses.ts'

it('finds addresses however they are set apart', () => {
  const text = 'a@x.example, <b@x.example>；ｃ@x.example\na@x.example'
  expect(addressesIn(text)).toEqual(['a@x.example', 'b@x.example', 'c@x.example'])
  expect(strangersIn(`${text} hanako`)).toEqual(['hanako'])
  expect(strangersIn('')).toEqual([])
})

it.each([
  ['https://x.example/a?b', 'https://x.example/a?b'],
  ['x.example/a', 'https://x.example/a'],
  ['a@x.example', 'mailto:a@x.example'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['two words', undefined],
])('makes %s a link: %s', (text, href) => expect(linkAddress(text)).toBe(href))
