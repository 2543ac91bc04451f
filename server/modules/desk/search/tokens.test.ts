import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchRuns, searchTerms, searchText } from '../../../kernel/search-text.ts'
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
    wanted.tokens.every((sets) => sets.some((set) => set.every((token) => borne.has(token)))) &&
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
    const wanted = (typed: string) => wantedTokens(searchTerms(typed))
    expect(wanted('cancels')).toEqual([[['cancel']]])
    expect(wanted('解約したい')).toEqual([[['解約']], [['約し']], [['した']], [['たい']]])
    expect(wanted('約')).toEqual([[['約']]])
    expect(wanted('ab-2026-00123')).toEqual([[['ab']], [['202600123'], ['2026', '0012']]])
  })

  it('fit into a tsvector, whatever the text', () => {
    const every = String.fromCodePoint(...Array.from({ length: 20_900 }, (_, at) => 0x4e00 + at))
    const { body, tokens } = toDocument({ ...source, text: every + every })
    expect(body.length).toBeGreaterThan(40_000)
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
    ['ORD202600123', 'ご注文ORD-2026-00123です'],
    ['ord-2026-00123', 'ご注文ORD202600123です'],
    ['２０２６００１２３', 'ORD-2026-00123'],
    ['00123', 'ORD-2026-00123'],
    ['2026-00123', 'ORD-2026-00123-4'],
    ['00123-4', 'ORD-2026-00123-4'],
    ['A1234', 'A-1234'],
    ['09012345678', '電話は090-1234-5678です'],
    ['０９０－１２３４－５６７８', '09012345678'],
    ['1234-5678', '09012345678'],
    ['12345678', '090-1234-5678'],
    ['5678', '09012345678'],
    ['345678', '090-1234-5678'],
    ['+81 90-1234-5678', '090-1234-5678'],
    ['+81 (0)90 1234 5678', '09012345678'],
    ['09012345678', '+81-90-1234-5678'],
    ['090-1234-5678', '+81 (0)90 1234 5678'],
    ['0312345678', '03(1234)5678'],
    ['amada', 'hanako.yamada@example.jp まで'],
    ['anako.yamada@', 'hanako.yamada@example.jp'],
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
    ['amada', 'yamada です'],
    ['09012345678', '090-1234-5679'],
    ['12345', '123-4 5'],
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

  it('finds a number from any of its parts on, however it is divided in the text and in the search', () => {
    const parts = fc.array(fc.stringMatching(/^\d{3,5}$/), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        parts,
        fc.nat(3),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (all, from, marked) => {
          const asked = all.slice(from % all.length)
          const typed = asked.map((part, at) => (at > 0 && marked[at] ? `-${part}` : part)).join('')
          expect(finds(typed, `番号は${all.join('-')}です`)).toBe(true)
          expect(finds(asked.join('-'), `番号 ${asked.join('')}です`)).toBe(true)
        },
      ),
    )
  })

  it('never leaves the syntax of tsquery and of LIKE', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const wanted = readQuery(typed)
        for (const token of wanted?.tokens.flat(2) ?? [])
          expect(token).toMatch(/^[\p{L}\p{M}\p{N}\p{Script=Han}\p{Script=Bopomofo}ー]+$/u)
        for (const pattern of wanted?.patterns ?? [])
          expect(pattern.slice(1, -1).replace(/\\[\\%_]/g, '')).not.toMatch(/[\\%_]/)
        for (const text of [typed, `${typed}'\\" & | ! :*`])
          for (const run of searchRuns(searchText(text)))
            expect(run.text).toMatch(/^[\p{L}\p{M}\p{N}\p{Script=Han}\p{Script=Bopomofo}ー]+$/u)
      }),
    )
  })
})
