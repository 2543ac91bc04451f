import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchText } from '../../../kernel/search-text.ts'
import { readQuery } from './read-query.ts'
import { makeSnippet } from './snippet.ts'

const show = (typed: string, text: string): string =>
  makeSnippet(text, readQuery(typed)?.marks ?? [])
    .replaceAll('\ue000', '[')
    .replaceAll('\ue001', ']')

describe('a snippet', () => {
  it.each([
    ['キャンセル', '定期便をｷｬﾝｾﾙしたい', '定期便を[ｷｬﾝｾﾙ]したい'],
    ['ｶﾞｽ', 'ガスの点検', '[ガス]の点検'],
    ['がす', 'ｶﾞｽの点検', '[ｶﾞｽ]の点検'],
    ['㈱山田', '(株)山田商店', '([株])[山田]商店'],
    ['(株)山田', '㈱山田商店', '[㈱山田]商店'],
    ['abc-1', 'ＡＢＣ－１です', '[ＡＢＣ－１]です'],
    ['café', 'Cafe\u0301 au lait', '[Cafe\u0301] au lait'],
    ['返品 送料', '返品の送料', '[返品]の[送料]'],
    ['返品品質', '返品品質', '[返品品質]'],
    ['"free  shipping"', 'Is it free\n\n   shipping?', 'Is it [free shipping]?'],
    ['x', '\ue000x\ue001 y', '[x] y'],
    ['"か ゛い"', 'か ゛い', '[か ゛い]'],
    ['𠮷野', 'あの𠮷野家', 'あの[𠮷野]家'],
    ['高橋', '㈱髙橋商店', '㈱[髙橋]商店'],
    ['葛城', 'あの葛\u{e0100}城さん', 'あの[葛\u{e0100}城]さん'],
    ['佐佐木', '担当は佐々木です', '担当は[佐々木]です'],
    ['サーバ管理', 'サ－バー管理画面', '[サ－バー管理]画面'],
    ['サーバー', 'サーバとサーバーが', '[サーバ]と[サーバー]が'],
    ['すごーい', 'とてもすごーーーい', 'とても[すごーーーい]'],
    ['gone', 'something else', 'something else'],
  ])('of %j in %j', (typed, text, wanted) => {
    expect(show(typed, text)).toBe(wanted)
  })

  it('shows the words around the match and where it was cut', () => {
    const text = `${'前'.repeat(500)}返品${'後'.repeat(500)}`
    expect(show('返品', text)).toBe(`…${'前'.repeat(30)}[返品]${'後'.repeat(118)}…`)
  })

  it('finds the match in a long text', () => {
    const text = `${'あ'.repeat(9000)}返品したい${'い'.repeat(9000)}`
    expect(show('返品', text)).toMatch(/^…あ{30}\[返品\]したいい+…$/u)
  })

  const character = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      'ｶ',
      'ﾞ',
      'ﾊ',
      'ﾟ',
      '㍻',
      'ﬁ',
      '½',
      'İ',
      '각',
      'ᄀ',
      'ᅡ',
      'ㄱ',
      'ㅏ',
      '\u3099',
      '\u0301',
      '\u00a0',
      '\u3000',
      '\n',
      'Å',
      '①',
      'ー',
      '－',
      '〜',
      '-',
      'か',
      'サ',
      '々',
      '佐',
      '髙',
      '𠮷',
      '\ufe0f',
      '\u{e0100}',
    ),
  )

  it('marks what was found, whatever the characters: taking the text apart gives the same as taking it whole', () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 25 }), fc.nat(), (characters, at) => {
        const text = characters.join('')
        const normal = Array.from(searchText(text))
        const needle = normal
          .slice(at % Math.max(1, normal.length), (at % Math.max(1, normal.length)) + 3)
          .join('')
        // A mark that joins the character before it is only found together with it.
        fc.pre(
          needle.trim() === needle && needle !== '' && !/^[\p{M}\uE000\uE001]|Σ|ς|σ/u.test(needle + text),
        )
        fc.pre(!text.includes('\ue000') && !text.includes('\ue001'))
        const snippet = makeSnippet(text, [new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gu')])
        // What a character becomes may depend on those before it.
        const upTo = (end: number): string => searchText(snippet.slice(0, end).replace(/[\ue000\ue001]/g, ''))
        const marked = [...snippet.matchAll(/\ue000[^\ue001]*\ue001/gu)].map(({ index, 0: inside }) =>
          upTo(index + inside.length).slice(upTo(index).length),
        )
        expect(marked.some((inside) => inside.includes(needle))).toBe(true)
        expect(snippet.replace(/[\ue000\ue001]/g, '')).toBe(
          text
            .replace(/^\s+|\s+$/g, '')
            .replace(/\s/g, ' ')
            .replace(/ {2,}/g, ' '),
        )
      }),
      { numRuns: 500 },
    )
  })
})
