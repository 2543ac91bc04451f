import { describe, expect, it } from 'vitest'
import { piecesOf } from './html-pieces.ts'
import { maskHtmlNumbers } from './mask-html.ts'

const pieces = (html: string): string[] => [...piecesOf(html)].map(({ from, to }) => html.slice(from, to))

describe('the pieces of HTML', () => {
  it('are comments, tags and entities, whatever stands in quotation marks', () => {
    expect(pieces('a<!-- <b> -->b<p title="1 > 0" data-x=\'"\'>c&nbsp;d&#65;&x41;</p>')).toEqual([
      '<!-- <b> -->',
      '<p title="1 > 0" data-x=\'"\'>',
      '&nbsp;',
      '&#65;',
      '&x41;',
      '</p>',
    ])
    expect([...piecesOf('<IMG src=x>')].map(({ kind, name }) => [kind, name])).toEqual([['tag', 'IMG']])
  })

  it('end at the next bracket where a quotation mark has no fellow, and are none without any end', () => {
    expect(pieces('<a href="x>y</a>')).toEqual(['<a href="x>', '</a>'])
    expect(pieces('1 < 2 <b <!-- open')).toEqual([])
  })
})

describe('HTML that was made to take long', () => {
  const count = 300_000
  it.each([
    ['comments without an end', '<!--'],
    ['tags without an end', '<a '],
    ['quotation marks without a fellow', '<a "'],
    ['quotation marks of both kinds', `<a "'>`],
    ['brackets', '<'],
    ['ampersands', '&#'],
  ])('is read through once: %s', (_what, part) => {
    const { text, count: masked } = maskHtmlNumbers(`${part.repeat(count)} 4242 4242 4242 4242`)
    expect(text).toHaveLength(part.length * count + 20)
    expect([masked, text.endsWith('4242 4242 4242 4242')]).toEqual([1, false])
  })
})
