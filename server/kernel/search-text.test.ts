import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { likePattern, searchQuery, searchText, searchTokens } from './search-text.ts'

/** What the database does with a search: every lexeme by its beginning or whole, every pattern inside the text. */
const finds = (typed: string, text: string): boolean => {
  const query = searchQuery(typed)
  if (!query) return false
  const normal = searchText(text)
  const tokens = searchTokens(normal)
  const lexemes = query.tsquery.split(' & ').map((lexeme) => /^'(.*)'(:\*)?$/u.exec(lexeme))
  return (
    lexemes.every((match) =>
      tokens.some((token) => (match?.[2] ? token.startsWith(match[1] ?? '') : token === match?.[1])),
    ) && query.patterns.every((pattern) => normal.includes(pattern.slice(1, -1).replace(/\\(.)/g, '$1')))
  )
}

describe('a text as it is searched', () => {
  it.each([
    ['ｷｬﾝｾﾙ', 'きゃんせる'],
    ['キャンセル', 'きゃんせる'],
    ['ＡＢＣ１２３', 'abc123'],
    ['コーヒー', 'こーひー'],
    ['ヴィーナス', 'ゔぃーなす'],
    ['ｳﾞｨｰﾅｽ', 'ゔぃーなす'],
    ['㈱髙橋①', '(株)高橋1'],
    ['山﨑 渡邉 齋藤 廣澤 𠮷野', '山崎 渡辺 斉藤 広沢 吉野'],
    ['葛\u{e0100}城\ufe00', '葛城'],
    ['佐々木 々 か々', '佐佐木 々 か々'],
    ['サ－バ― コ〜ヒ~ 1-2', 'さーばー こーひー 1-2'],
    ['ええーーー--', 'ええー'],
    ['  返品　\n\t希望\0 ', '返品 希望'],
    ['03‐1234−5678', '03-1234-5678'],
    ['Straße', 'straße'],
    ['', ''],
  ])('%j becomes %j', (given, wanted) => {
    expect(searchText(given)).toBe(wanted)
  })

  it('stays the same when it is normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = searchText(text)
        expect(searchText(once)).toBe(once)
      }),
    )
  })
})

describe('tokens', () => {
  it('cuts CJK into overlapping pairs and keeps the last character', () => {
    expect(searchTokens('返品希望')).toEqual(['返品', '品希', '希望', '望'])
  })

  it('keeps words and numbers whole and splits runs of different kinds', () => {
    expect(searchTokens(searchText('iPhone15の返品 (ORD-2026)'))).toEqual([
      'iphone',
      '15',
      'の返',
      '返品',
      '品',
      'ord',
      '2026',
    ])
  })

  it('counts characters outside the basic plane as one', () => {
    expect(searchTokens('𠮷野家')).toEqual(['𠮷野', '野家', '家'])
  })

  it('gives each token once and none for signs alone', () => {
    expect(searchTokens('abc abc ！？ 😀')).toEqual(['abc'])
  })

  it('cuts words that are too long for an index', () => {
    expect(searchTokens('a'.repeat(5000))).toEqual(['a'.repeat(40)])
  })
})

describe('a search', () => {
  it.each([
    ['返品', '商品の返品をお願いします'],
    ['定期', '定期便を解約したい'],
    ['解約', '定期便を解約したい'],
    ['ｷｬﾝｾﾙ', '注文をキャンセルします'],
    ['きゃんせる', '注文をｷｬﾝｾﾙします'],
    ['森', '小森さん'],
    ['森', '森田さん'],
    ['hana', 'hanako@example.jp'],
    ['hanako@example.jp', 'Hanako@Example.JP'],
    ['12345', 'ご注文番号：ORD12345です'],
    ['A1234', '品番 Ａ１２３４'],
    ['コーヒー 返品', 'コーヒー豆を返品'],
    ['「返品」?', '返品'],
    ['100%', '綿100%のシャツ'],
    ['ｱ', 'アイス'],
    ['수건', '수건 교환'],
    ['渡邊', '渡辺 太郎'],
    ['サーバー', 'サーバ'],
    ['サーバー管理', 'サーバ管理'],
  ])('for %j finds %j', (typed, text) => {
    expect(finds(typed, text)).toBe(true)
  })

  it.each([
    ['返金', '返品と代金'],
    ['品返', '返品'],
    ['コヒー', 'コーヒー'],
    ['返品 交換', '返品'],
    ['12345', '1234'],
  ])('for %j does not find %j', (typed, text) => {
    expect(finds(typed, text)).toBe(false)
  })

  it.each(['', '   ', '！？', '😀', '---'])('for %j has nothing to look for', (typed) => {
    expect(searchQuery(typed)).toBeUndefined()
  })

  it('finds every piece of a Japanese text that it is cut from', () => {
    const japanese = fc.string({
      unit: fc.constantFrom(...Array.from('返品交換解約定期便かなカナｱｲｳーヴ々〆ヶ髙𠮷〜-－邊佐')),
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(japanese, fc.nat(19), fc.integer({ min: 1, max: 6 }), (text, from, length) => {
        const characters = Array.from(searchText(text))
        const piece = characters.slice(from, from + length).join('')
        fc.pre(searchQuery(piece) !== undefined)
        expect(finds(piece, text)).toBe(true)
      }),
    )
  })

  it('never breaks out of the syntax of tsquery or LIKE', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const query = searchQuery(typed)
        fc.pre(query !== undefined)
        for (const lexeme of query?.tsquery.split(' & ') ?? []) {
          expect(lexeme).toMatch(/^'[^'\\\s]+'(:\*)?$/u)
        }
      }),
    )
  })

  it('escapes what LIKE would read as a wildcard', () => {
    expect(likePattern('50%_\\')).toBe('%50\\%\\_\\\\%')
  })
})
