import { describe, expect, it } from 'vitest'
import { addressesIn, isAddress, isFinished, linkAddress } from './addresses.ts'

describe('recipients', () => {
  it('are found however they are set apart', () => {
    const text = 'a@example.jp、ｂ@example.jp；<c@example.com>\nd@example.com a@example.jp'
    expect(addressesIn(text)).toEqual(['a@example.jp', 'b@example.jp', 'c@example.com', 'd@example.com'])
  })
  it('may have names before them, as mail programs copy them', () => {
    expect(addressesIn('山田 花子 <hanako@example.jp>, "Taro, Jr" <taro@example.jp>')).toEqual([
      'hanako@example.jp',
      '"Taro',
      'taro@example.jp',
    ])
  })
  it('that are none are kept to be seen, not dropped', () => {
    expect(addressesIn('a@example.jp, tanaka')).toEqual(['a@example.jp', 'tanaka'])
    expect(['tanaka', 'a@b', 'a@b.', '@b.jp', 'a b@c.jp'].filter(isAddress)).toEqual([])
    expect(['a..b.@docomo.ne.jp', 'x+y@sub.example.co.jp'].every(isAddress)).toBe(true)
  })
  it.each([
    ['a@b.jp ', true],
    ['a@b.jp,', true],
    ['a@b.jp、', true],
    ['a@b.jp c@d.jp', true],
    ['a@b.jp, tanaka', true],
    ['Hanako Sato <h@b.jp>', true],
    ['a@b.j', false],
    [' ', false],
    ['Hanako ', false],
    ['佐藤　花子 <h@b', false],
  ])('are taken once they are finished: %j %s', (text, finished) => expect(isFinished(text)).toBe(finished))
})

it.each([
  ['https://x.example/a?b', 'https://x.example/a?b'],
  ['x.example/a', 'https://x.example/a'],
  ['a@x.example', 'mailto:a@x.example'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['two words', undefined],
])('makes %s a link: %s', (text, href) => expect(linkAddress(text)).toBe(href))
