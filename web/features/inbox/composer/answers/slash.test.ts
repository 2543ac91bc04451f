import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slashIn } from './slash.ts'

describe('a slash', () => {
  it.each([
    ['/', ''],
    ['／', ''],
    ['/henpin', 'henpin'],
    ['／へんぴん', 'へんぴん'],
    ['山田様\n/おわび', 'おわび'],
    ['承知しました。/返品', '返品'],
    ['ok /x', 'x'],
    ['全角　／ご案内', 'ご案内'],
  ])('looks for an answer in %j', (text, query) => {
    expect(slashIn(text)).toEqual({ query, length: query.length + 1 })
  })
  it.each([
    '11/23',
    'https://',
    'https://shop.example/a',
    'and/or',
    '// ',
    '/ ',
    '/a b',
    '//',
    '1／2',
    'はい',
    '',
  ])('is a word in %j', (text) => {
    expect(slashIn(text)).toBeUndefined()
  })
  it('is looked for in what was typed last, however long the text', () => {
    const text = fc.string({ maxLength: 80 })
    fc.assert(
      fc.property(text, fc.stringMatching(/^[^\s/／]{0,40}$/u), (before, query) => {
        expect(slashIn(`${before}\n/${query}`)).toEqual({ query, length: query.length + 1 })
      }),
    )
    expect(slashIn(`${'/'.repeat(200_000)} ${'x'.repeat(200_000)}`)).toBeUndefined()
  })
})
