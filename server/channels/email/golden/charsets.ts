import {
  bWord,
  euc,
  type GoldenMail,
  jis,
  letter,
  mail,
  multipart,
  parts,
  quotedPrintable,
  rawHeader,
  sjis,
  usual,
  utf8,
  base64,
} from './build.ts'

const text = 'お世話になっております。\r\n㈱髙島屋の﨑山です。①番の商品が届きません。\r\nﾊﾝｶｸでも書きます。'
const said = text.replaceAll('\r\n', '\n')
const subject = '㈱髙島屋①の件：ﾊﾝｶｸ'
const jisSubject = `Subject: ${bWord(subject)}`

/** Bodies and subjects in every charset of Japanese mail, rightly, wrongly and not labelled. */
export const charsets: GoldenMail[] = [
  letter(
    'Becky: ISO-2022-JP with vendor characters',
    { headers: [jisSubject], charset: 'ISO-2022-JP', body: jis(text) },
    { subject, text: said },
  ),
  letter(
    'ISO-2022-JP in base64',
    { headers: [jisSubject], charset: '"iso-2022-jp"', encoding: 'base64', body: base64(jis(text)) },
    { subject, text: said },
  ),
  letter(
    'ISO-2022-JP in quoted-printable',
    { charset: 'ISO-2022-JP', encoding: 'quoted-printable', body: quotedPrintable(jis(text)) },
    { text: said },
  ),
  letter(
    'ISO-2022-JP-MS by name',
    {
      headers: [`Subject: ${bWord(subject, 'iso-2022-jp', 'ISO-2022-JP-MS')}`],
      charset: 'iso-2022-jp-ms',
      body: jis(text),
    },
    { subject, text: said },
  ),
  letter('CP50221 by name', { charset: 'CP50221', body: jis(text) }, { text: said }),
  letter('ISO-2022-JP labelled UTF-8', { charset: 'UTF-8', body: jis(text) }, { text: said }),
  letter('ISO-2022-JP labelled US-ASCII', { charset: 'us-ascii', body: jis(text) }, { text: said }),
  letter(
    'ISO-2022-JP without any label, subject raw',
    { headers: [rawHeader('Subject', jis(subject))], type: [], body: jis(text) },
    { subject, text: said },
  ),
  letter(
    'Shift_JIS with eight bits',
    {
      headers: [`Subject: ${bWord(subject, 'shift_jis')}`],
      charset: 'Shift_JIS',
      encoding: '8bit',
      body: sjis(text),
    },
    { subject, text: said },
  ),
  letter(
    'Windows-31J in base64',
    { charset: 'windows-31j', encoding: 'base64', body: base64(sjis(text)) },
    { text: said },
  ),
  letter(
    'x-sjis in quoted-printable',
    { charset: 'x-sjis', encoding: 'quoted-printable', body: quotedPrintable(sjis(text)) },
    { text: said },
  ),
  letter(
    'phone: Shift_JIS labelled ISO-8859-1',
    { charset: 'iso-8859-1', encoding: '8bit', body: sjis(text) },
    { text: said },
  ),
  letter(
    'Shift_JIS without a label, subject raw',
    { headers: [rawHeader('Subject', sjis('ソフトの表示、能率について'))], type: [], body: sjis(text) },
    { subject: 'ソフトの表示、能率について', text: said },
  ),
  letter(
    'EUC-JP with eight bits',
    {
      headers: [`Subject: ${bWord(subject, 'euc-jp')}`],
      charset: 'EUC-JP',
      encoding: '8bit',
      body: euc(text),
    },
    { subject, text: said },
  ),
  letter(
    'EUC-JP without a label, subject raw',
    { headers: [rawHeader('Subject', euc('ご注文の確認について'))], type: [], body: euc(text) },
    { subject: 'ご注文の確認について', text: said },
  ),
  letter(
    'EUC-JP labelled Shift_JIS',
    { charset: 'shift_jis', encoding: '8bit', body: euc(text) },
    { text: said },
  ),
  letter(
    'UTF-8 with eight bits, subject raw',
    { headers: [rawHeader('Subject', utf8(subject))], charset: 'utf-8', encoding: '8bit', body: utf8(text) },
    { subject, text: said },
  ),
  letter(
    'UTF-8 labelled ISO-2022-JP',
    { charset: 'iso-2022-jp', encoding: 'base64', body: base64(utf8(text)) },
    { text: said },
  ),
  letter(
    'UTF-8 labelled Shift_JIS',
    { charset: 'Shift_JIS', encoding: '8bit', body: utf8(text) },
    { text: said },
  ),
  letter('unknown label', { charset: 'unknown-8bit', encoding: '8bit', body: utf8(text) }, { text: said }),
  letter(
    'UTF-16 with a byte order mark',
    {
      charset: 'utf-16',
      encoding: 'base64',
      body: base64(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
    },
    { text: said },
  ),
  letter(
    'switch back to ASCII forgotten',
    { charset: 'iso-2022-jp', body: Buffer.from('\x1b$B$3$s$K$A$O\r\norder 12345\r\n', 'latin1') },
    { text: 'こんにちは\norder 12345' },
  ),
  letter(
    'escape characters stripped by a relay',
    { headers: ['Subject: $B$3$s$K$A$O(B'], charset: 'iso-2022-jp', body: '$B$3$s$K$A$O(B 12345' },
    { subject: 'こんにちは', text: 'こんにちは 12345' },
  ),
  letter(
    'characters that only the sender has',
    {
      charset: 'shift_jis',
      encoding: '8bit',
      body: Buffer.concat([sjis('絵文字'), Buffer.from([0xf8, 0x9f]), sjis('です。ありがとう')]),
    },
    { text: '絵文字〓です。ありがとう' },
  ),
  letter(
    'wave dash, minus and full-width letters',
    { charset: 'shift_jis', encoding: '8bit', body: sjis('10：00～12：00　ＡＢＣ　―　￥1,000') },
    { text: '10：00～12：00　ＡＢＣ　―　￥1,000' },
  ),
  {
    name: 'text in ISO-2022-JP and HTML in UTF-8',
    raw: mail(
      [...usual, 'From: hanako@customer.example', jisSubject, ...multipart('alternative', 'b1')],
      [
        parts('b1', [
          [['Content-Type: text/plain; charset=ISO-2022-JP'], jis(text)],
          [
            ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64'],
            base64(utf8(`<p>${text}</p>`)),
          ],
        ]),
      ],
    ),
    expected: { subject, text: said, html: '㈱髙島屋の﨑山です' },
  },
  {
    name: 'HTML only, in Shift_JIS by its meta element',
    raw: mail(
      [...usual, 'From: hanako@customer.example', 'MIME-Version: 1.0', 'Content-Type: text/html'],
      [
        sjis(
          '<html><head><meta charset="Shift_JIS"></head><body><p>返品したい。</p><p><a href="https://shop.example/1">注文</a></p></body></html>',
        ),
      ],
    ),
    expected: { text: '返品したい。\n注文 <https://shop.example/1>', html: '返品したい。' },
  },
]
