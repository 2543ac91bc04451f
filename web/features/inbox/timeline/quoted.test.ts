import { describe, expect, it } from 'vitest'
import { splitQuoted } from './quoted.ts'

describe('splitQuoted', () => {
  it.each([
    [
      'ありがとうございます。',
      '\n2026年11月20日(金) 10:00 みなと雑貨店 <shop@minato.example>:\n> ご注文の件です。\n> よろしくお願いします。',
    ],
    ['Thanks!', '\nOn Fri, 20 Nov 2026 at 10:00, Shop <shop@minato.example> wrote:\n> Hello\n>\n> Bye\n'],
    ['承知しました。', '-----元のメッセージ-----\n差出人: みなと雑貨店\n件名: ご注文\n\n本文'],
  ])('folds history below an answer: %s', (body, history) => {
    expect(splitQuoted(`${body}\n${history}`)).toEqual({ body, history })
  })
  it('keeps answers between quoted lines in sight', () => {
    const text = '> いつ届きますか\n明日です。\n> 送料は\n無料です。'
    expect(splitQuoted(text)).toEqual({ body: text, history: '' })
  })
  it('keeps an answer below the quotation in sight', () => {
    const text = '> いつ届きますか\n\n明日です。'
    expect(splitQuoted(text)).toEqual({ body: text, history: '' })
  })
  it('keeps a text that is only a quotation', () => {
    const text = '> ご確認ください'
    expect(splitQuoted(text)).toEqual({ body: text, history: '' })
  })
  it('leaves ordinary text alone', () => {
    for (const text of ['', 'こんにちは', 'a\n\n\nb', '---\n追伸', '2026年11月20日に届きました。']) {
      expect(splitQuoted(text)).toEqual({ body: text, history: '' })
    }
  })
  it('loses nothing', () => {
    const text = 'a\n> b\n\nOn Monday, x wrote:\n> c\n\n'
    const { body, history } = splitQuoted(text)
    expect(`${body}\n${history}`).toBe(text)
  })
})
