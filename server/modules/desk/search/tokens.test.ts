import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchRuns, searchText } from '../../../kernel/search-text.ts'
import { toDocument } from './documents.ts'
import { readQuery } from './read-query.ts'
import { textTokens, wantedTokens } from './tokens.ts'

const source = {
  id: '01a00000-0000-7000-8000-000000000001',
  conversationId: '01a00000-0000-7000-8000-000000000002',
  inboxId: '01a00000-0000-7000-8000-000000000003',
  customerId: '01a00000-0000-7000-8000-000000000004',
  at: new Date('2026-11-20T01:00:00.000Z'),
}

/** What the database does: all tokens there, all patterns inside the text. */
const finds = (typed: string, text: string): boolean => {
  const wanted = readQuery(typed)
  const { body, tokens } = toDocument({ ...source, text })
  const borne = new Set(tokens.split(' '))
  return (
    wanted !== undefined &&
    wanted.tokens.every((token) => borne.has(token)) &&
    wanted.patterns.every((pattern) => body.includes(pattern.slice(1, -1).replace(/\\(.)/g, '$1'))) &&
    wanted.expressions.every((expression) => new RegExp(expression).test(body))
  )
}

describe('tokens of a text', () => {
  it('are pairs of CJK characters and single kanji', () => {
    expect(textTokens('定期の解約')).toEqual(['定期', '期の', 'の解', '解約', '定', '期', '解', '約'])
  })

  it('are the beginnings of words and numbers', () => {
    expect(textTokens('cancellation of 1234567')).toEqual([
      'can',
      'canc',
      'cancel',
      'cancellat',
      'of',
      '123',
      '1234',
      '123456',
    ])
  })

  it('are few for a search: the longest beginning, pairs without their characters', () => {
    expect(wantedTokens(searchRuns('cancels'))).toEqual(['cancel'])
    expect(wantedTokens(searchRuns('解約したい'))).toEqual(['解約', '約し', 'した', 'たい'])
    expect(wantedTokens(searchRuns('約'))).toEqual(['約'])
  })

  it('fit into a tsvector, whatever the text', () => {
    const every = String.fromCodePoint(...Array.from({ length: 20_900 }, (_, at) => 0x4e00 + at))
    const { body, tokens } = toDocument({ ...source, text: every + every })
    expect(body).toHaveLength(20_000)
    expect(Buffer.byteLength(tokens)).toBeLessThan(1024 * 1024)
  })
})

describe('a search', () => {
  it.each([
    ['返品', 'サイズが合わないので返品したいです'],
    ['定期', '定期便の件'],
    ['ｷｬﾝｾﾙ', 'キャンセルをお願いします'],
    ['キャンセル', '予約をｷｬﾝｾﾙしました'],
    ['ＡＢＣ', 'abc-123'],
    ['abc-123', 'ご注文番号ABC-123について'],
    ['ABC‐123', 'abc－１２３'],
    ['taro@example.jp', 'メールはTaro@Example.JPです'],
    ['refund', 'When are you REFUNDING me?'],
    ['返品 送料', '送料はどちらの負担ですか。返品の場合です'],
    ['"返品の場合"', '返品の場合です'],
    ['“free shipping”', 'Is it Free\n shipping?'],
    ['鯖', '鯖の缶詰'],
    ['100%', '綿100%です'],
    ['#1001', 'お問い合わせ #1001'],
    ['iPhone 15', 'iPhone15のケース'],
    ['高橋', '㈱髙橋商店'],
    ['髙橋', '高橋です'],
    ['山崎', '山﨑と申します'],
    ['渡邊', '渡邉です'],
    ['渡辺', '渡邊です'],
    ['斉藤', '齋藤と斎藤'],
    ['桜井', '櫻井'],
    ['葛城', '葛\u{e0100}城'],
    ['葛\u{e0100}城', '葛城'],
    ['吉野家', '𠮷野家'],
    ['佐佐木', '佐々木です'],
    ['佐々木', '佐佐木です'],
    ['々木', '佐々木です'],
    ['長さ', 'サイズは⻑さ30cm'],
    ['サーバー', 'サーバが落ちた'],
    ['サーバ', 'サーバーが落ちた'],
    ['サーバー管理', 'サーバ管理画面'],
    ['サーバ管理', 'サーバー管理画面'],
    ['バー', 'サーバーが落ちた'],
    ['バー管理', 'サーバー管理画面'],
    ['"サーバー 管理"', 'サーバ 管理'],
    ['サーバー', 'サ－バ－'],
    ['コーヒー', 'ｺｰﾋｰとコ―ヒ―'],
    ['ラーメン', 'ら～めん'],
    ['すごーい', 'すごーーーい'],
  ])('for %j finds %j', (typed, text) => {
    expect(finds(typed, text)).toBe(true)
  })

  it.each([
    ['返送', '返品を送った'],
    ['"送料 返品"', '返品の送料'],
    ['abc-124', 'abc-123 124'],
    ['taro@example.jp', 'taro の example.jp'],
    ['品返', '返品'],
    ['大阪', '大坂'],
    ['埼玉', '崎玉'],
    ['コート', 'このこと'],
    ['タワー', '変わった'],
    ['サーバー管理', 'サーバの管理'],
    ['9～5時', '9ー5時'],
  ])('for %j passes by %j', (typed, text) => {
    expect(finds(typed, text)).toBe(false)
  })

  it.each(['', ' ', '!?', '。', '"', '""', 'の', '👍'])('for %j looks for nothing', (typed) => {
    expect(readQuery(typed)).toBeUndefined()
  })

  it('finds every stretch of a text that begins where a word begins', () => {
    const words = fc.array(
      fc.constantFrom(
        '返品',
        '解約',
        'ポイント',
        'ｶﾞｽ',
        'order',
        'AB-12',
        '2026',
        'が',
        'x',
        '、',
        'Größe',
        'サーバー',
        'ユーザ',
        'カ－ド-1',
        '髙﨑',
        '佐々木',
        '葛\u{e0100}城',
        '한국어',
        '𠮷野家',
      ),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (parts, from, length) => {
        const start = from % parts.length
        const stretch = parts.slice(start, start + 1 + (length % 4)).join(' ')
        fc.pre(readQuery(stretch) !== undefined)
        expect(finds(stretch, parts.join(' '))).toBe(true)
      }),
    )
  })

  it('never leaves the syntax of tsquery and of LIKE', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const wanted = readQuery(typed)
        for (const token of wanted?.tokens ?? [])
          expect(token).toMatch(/^[\p{L}\p{M}\p{N}\p{Script=Han}ー]+$/u)
        for (const pattern of wanted?.patterns ?? [])
          expect(pattern.slice(1, -1).replace(/\\[\\%_]/g, '')).not.toMatch(/[\\%_]/)
        for (const text of [typed, `${typed}'\\" & | ! :*`])
          for (const run of searchRuns(searchText(text)))
            expect(run.text).toMatch(/^[\p{L}\p{M}\p{N}\p{Script=Han}ー]+$/u)
      }),
    )
  })
})
