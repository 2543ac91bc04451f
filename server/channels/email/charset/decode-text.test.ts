import encoding from 'encoding-japanese'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'

const jis = (text: string): Buffer =>
  Buffer.from(encoding.convert(encoding.stringToCode(text), { to: 'JIS', from: 'UNICODE' }))
const letter = 'お世話になっております。㈱髙島屋の﨑山です。①②③番の商品ですが、ﾊﾝｶｸでも届きますか？'

describe('Japanese under its right label', () => {
  it.each([
    ['ISO-2022-JP', jis(letter)],
    ['iso-2022-jp-ms', jis(letter)],
    ['csISO2022JP', jis(letter)],
    ['CP50220', jis(letter)],
    ['Shift_JIS', iconv.encode(letter, 'cp932')],
    ['x-sjis', iconv.encode(letter, 'cp932')],
    ['Windows-31J', iconv.encode(letter, 'cp932')],
    ['EUC-JP', iconv.encode(letter, 'eucjp')],
    ['eucJP-ms', iconv.encode(letter, 'eucjp')],
    ['UTF-8', Buffer.from(letter)],
    ['utf8', Buffer.from(letter)],
    ['"utf-8"', Buffer.from(letter)],
    ['unicode-1-1-utf-8', Buffer.from(letter)],
    ['utf-16le', iconv.encode(letter, 'utf-16le')],
  ])('%s', (label, bytes) => expect(decodeText(bytes, label)).toBe(letter))
})

describe('Japanese under no label or a wrong one', () => {
  const bodies: [string, Buffer][] = [
    ['JIS', jis(letter)],
    ['SJIS', iconv.encode(letter, 'cp932')],
    ['EUC', iconv.encode(letter, 'eucjp')],
    ['UTF-8', Buffer.from(letter)],
  ]
  const labels = [
    undefined,
    '',
    'us-ascii',
    'iso-8859-1',
    'utf-8',
    'shift_jis',
    'euc-jp',
    'iso-2022-jp',
    'unknown-8bit',
    '日本語',
  ]
  it.each(bodies.flatMap(([name, bytes]) => labels.map((label) => [name, label, bytes] as const)))(
    '%s as %s',
    (_name, label, bytes) => expect(decodeText(bytes, label)).toBe(letter),
  )

  it('half-width kana alone, which is valid UTF-8 by chance', () => {
    const text = 'ﾃｻﾄｶﾅ'
    expect(decodeText(iconv.encode(text, 'cp932'), 'shift_jis')).toBe(text)
  })

  it('a short subject', () => {
    for (const text of ['返品したい', '至急', '注文の件'])
      for (const charset of ['cp932', 'eucjp', 'utf8'])
        expect(decodeText(iconv.encode(text, charset), charset === 'cp932' ? 'shift_jis' : charset)).toBe(
          text,
        )
  })
})

describe('damaged ISO-2022-JP', () => {
  it('that never switches back before the line ends', () => {
    const bytes = Buffer.concat([Buffer.from('\x1b$B$3$s$K$A$O\r\nplain line\r\n', 'latin1'), jis('次')])
    expect(decodeText(bytes, 'iso-2022-jp')).toBe('こんにちは\r\nplain line\r\n次')
  })

  it('that a server folded in the middle of kanji', () => {
    expect(decodeText(Buffer.from('\x1b$B$3$s$K\r\n $A$O\x1b(B', 'latin1'))).toBe(
      'こんにちは'.replace('に', 'に\r\n '),
    )
  })

  it('with half-width kana by shift-out and by the eighth bit', () => {
    expect(decodeText(Buffer.from('\x0e123\x0f \x1b(J', 'latin1'), 'iso-2022-jp')).toBe('ｱｲｳ ')
    expect(decodeText(Buffer.from('\x1b$B$"\x1b(B\xb1\xb2', 'latin1'), 'iso-2022-jp')).toBe('あｱｲ')
  })

  it('whose escape characters were stripped on the way', () => {
    expect(decodeText(Buffer.from('Re: $B$3$s$K$A$O(B'), 'iso-2022-jp')).toBe('Re: こんにちは')
    expect(decodeText(Buffer.from('costs $B12 (Basic)'))).toBe('costs $B12 (Basic)')
  })

  it('with JIS X 0212 and characters that nobody has', () => {
    expect(decodeText(Buffer.from('\x1b$(D0!\x1b(B', 'latin1'))).toBe('丂')
    expect(
      decodeText(Buffer.concat([iconv.encode('あいう', 'cp932'), Buffer.from([0xf0, 0x40])]), 'shift_jis'),
    ).toBe('あいう〓')
  })
})

describe('other languages', () => {
  it.each([
    ['Où est ma commande n° 12 ? Réponse à café.', 'windows-1252', 'iso-8859-1'],
    ['Größe und Überweisung', 'windows-1252', undefined],
    ['Здравствуйте, где мой заказ?', 'koi8-r', 'koi8-r'],
    ['Здравствуйте', 'windows-1251', 'windows-1251'],
    ['您好，我的订单在哪里？', 'gb18030', 'gb2312'],
    ['請問訂單', 'big5', 'big5'],
    ['주문 확인 부탁드립니다', 'cp949', 'ks_c_5601-1987'],
    ['Đơn hàng', 'utf8', 'windows-1258'],
  ])('%s', (text, charset, label) => expect(decodeText(iconv.encode(text, charset), label)).toBe(text))

  it('UTF-8 with one broken character keeps all the others', () => {
    const bytes = Buffer.concat([Buffer.from(letter.repeat(3)), Buffer.from([0xe3, 0x81])])
    expect(decodeText(bytes, 'utf-8')).toBe(`${letter.repeat(3)}\ufffd`)
  })
})

it('never throws, whatever the bytes and the label', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.option(fc.string(), { nil: undefined }),
      (bytes, label) => {
        expect(typeof decodeText(Buffer.from(bytes), label)).toBe('string')
      },
    ),
  )
})
