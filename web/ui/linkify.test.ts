import { describe, expect, it } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) => linkify(text).flatMap((piece) => piece.href ?? [])

describe('linkify', () => {
  it.each([
    ['見てください https://minato.example/orders/123。よろしく', ['https://minato.example/orders/123']],
    ['（https://minato.example/a）', ['https://minato.example/a']],
    ['See https://minato.example/a.', ['https://minato.example/a']],
    ['https://en.example/Tea_(drink)', ['https://en.example/Tea_(drink)']],
    ['連絡先はhanako@example.jpです', ['mailto:hanako@example.jp']],
    ['javascript:alert(1) data:text/html,x ftp://x', []],
    ['', []],
  ])('%s', (text, expected) => expect(links(text)).toEqual(expected))

  it('loses no letter', () => {
    const text = 'a https://x.example/b?c=d&e=f), g@h.example! z'
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})
