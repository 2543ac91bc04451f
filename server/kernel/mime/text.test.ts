import { describe, expect, it } from 'vitest'
import { htmlToText } from './text.ts'

describe('htmlToText', () => {
  it('gives lines for blocks and keeps links', () => {
    const html =
      '<html><head><title>x</title><style>p{}</style></head><body><p>こんにちは&nbsp;世界</p><p>次の<b>行</b><br>改行 <a href="https://a.example/?a=1&b=2">ここ</a></p><div>一</div><div><br></div><div>二</div></body></html>'
    expect(htmlToText(html)).toBe('こんにちは 世界\n次の行\n改行 ここ <https://a.example/?a=1&b=2>\n一\n\n二')
  })

  it('marks quotations so that they can be folded', () => {
    expect(htmlToText('<p>はい</p><blockquote>前の文</blockquote>')).toBe('はい\n\n> 前の文')
  })

  it('keeps cells apart, list points and the names of pictures', () => {
    expect(htmlToText('<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>')).toBe(
      '1 2\n3 4',
    )
    expect(htmlToText('<ul><li>靴</li><li>鞄</li></ul>')).toBe('・靴\n・鞄')
    expect(
      htmlToText('<img src="https://x.example/a.gif" alt="猫"><img src="https://x.example/p.gif">'),
    ).toBe('猫')
  })

  it('runs nothing and shows nothing of scripts', () => {
    expect(htmlToText('<script>alert(1)</script><p>x</p><style>a</style>')).toBe('x')
  })

  it('keeps the words of hopeless nesting', () => {
    expect(htmlToText(`${'<div>'.repeat(50_000)}深い${'</div>'.repeat(50_000)}`)).toBe('深い')
  })

  it('keeps the words of what goes on for very long, to the last one, and tears no tag in two', () => {
    const line = '<p>行<a href="https://shop.example/">店</a></p>'
    const text = htmlToText(`${line.repeat(20_000)}<p>最後</p>`)
    expect(text).toMatch(/^行店 <https:\/\/shop\.example\/>\n行店/)
    expect(text.match(/行/g)).toHaveLength(20_000)
    expect(text.match(/店/g)).toHaveLength(20_000)
    expect(text).toMatch(/最後$/)
    expect(text.slice(-10_000)).not.toMatch(/[<>"]/)
  })
})
