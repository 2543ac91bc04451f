import { expect, it } from 'vitest'
import { cutQuotes } from './cut-quotes.ts'

it.each([
  ['', [], []],
  ['a', [], ['written a']],
  ['> a\n', [{ from: 0, to: 4, kind: 'inline' }], ['written > a\n']],
  ['a\n> b\n', [{ from: 2, to: 6, kind: 'history' }], ['written a\n', 'history > b\n']],
  [
    '> a\nb\n> c\nd',
    [
      { from: 0, to: 4, kind: 'inline' },
      { from: 6, to: 10, kind: 'inline' },
    ],
    ['inline > a\n', 'written b\n', 'inline > c\n', 'written d'],
  ],
] as const)('cuts %j at its quotations and loses nothing', (text, quotes, wanted) => {
  const stretches = cutQuotes(text, [...quotes])
  expect(stretches.map(({ kind, text: words }) => `${kind} ${words}`)).toEqual(wanted)
  expect(stretches.map(({ text: words }) => words).join('')).toBe(text)
})
