import {
  base64,
  bWord,
  type GoldenMail,
  jis,
  mail,
  multipart,
  type Part,
  parts,
  sjis,
  usual,
  utf8,
  euc,
} from './build.ts'

const pdf = base64(Buffer.from('%PDF-1.7 test'))
const png = base64(Buffer.from('89504e470d0a1a0a0000', 'hex'))
const text: Part = [['Content-Type: text/plain; charset=utf-8'], utf8('ファイルを送ります')]

const withFile = (name: string, headers: (string | Buffer)[], file: string, content = pdf): GoldenMail => ({
  name,
  raw: mail(
    ['From: hanako@customer.example', ...usual, ...multipart('mixed', 'b1')],
    [parts('b1', [text, [[...headers, 'Content-Transfer-Encoding: base64'], content]])],
  ),
  expected: { text: 'ファイルを送ります', files: [file] },
})

const raw = (before: string, value: Buffer, after: string): Buffer =>
  Buffer.concat([Buffer.from(before, 'latin1'), value, Buffer.from(after, 'latin1')])
const percent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const name = '御見積書（髙橋様）①.pdf'
const long = 'とても長い名前の見積書'.repeat(6).concat('.pdf')
const longBytes = percent(utf8(long))
const sections = (longBytes.match(/(?:%..){1,20}/g) ?? []).map(
  (piece, i) => `;\r\n filename*${i}*=${i === 0 ? "utf-8''" : ''}${piece}`,
)

/** File names and kinds of parts. */
export const files: GoldenMail[] = [
  withFile(
    'RFC 2231 in UTF-8',
    [
      `Content-Type: application/pdf`,
      `Content-Disposition: attachment; filename*=UTF-8''${percent(utf8(name))}`,
    ],
    name,
  ),
  withFile(
    'RFC 2231 in ISO-2022-JP, beside a plain name',
    [
      'Content-Type: application/pdf',
      `Content-Disposition: attachment; filename="x.pdf"; filename*=iso-2022-jp'ja'${percent(jis(name))}`,
    ],
    name,
  ),
  withFile(
    'RFC 2231 in many sections',
    ['Content-Type: application/pdf', `Content-Disposition: attachment${sections.join('')}`],
    long,
  ),
  withFile(
    'encoded word in Content-Type',
    [`Content-Type: application/pdf; name="${bWord('御見積書')}"`, 'Content-Disposition: attachment'],
    '御見積書 [application/pdf]',
  ),
  withFile(
    'several encoded words, folded',
    [
      'Content-Type: application/pdf',
      `Content-Disposition: attachment;\r\n filename="${bWord('御見積書')}\r\n ${bWord('（髙橋様）.pdf')}"`,
    ],
    '御見積書（髙橋様）.pdf',
  ),
  withFile(
    'raw ISO-2022-JP',
    [raw('Content-Type: application/pdf; name="', jis('あいう"えお.pdf'), '"')],
    'あいう"えお.pdf',
  ),
  withFile(
    'raw Shift_JIS with a backslash inside a character',
    [raw('Content-Disposition: attachment; filename="', sjis('表示ソフト能.pdf'), '"')],
    '表示ソフト能.pdf',
  ),
  withFile(
    'raw EUC-JP',
    [raw('Content-Disposition: attachment; filename="', euc('ご注文内容の確認書類.pdf'), '"')],
    'ご注文内容の確認書類.pdf',
  ),
  withFile('raw UTF-8', [raw('Content-Disposition: attachment; filename="', utf8(name), '"')], name),
  withFile(
    'percent signs without saying so',
    [`Content-Disposition: attachment; filename="${percent(utf8('請求書')).toUpperCase()}.pdf"`],
    '請求書.pdf',
  ),
  withFile(
    'a path of the sender’s machine',
    [raw('Content-Disposition: attachment; filename="C:\\Users\\hana\\', utf8('写真.pdf'), '"')],
    '写真.pdf',
  ),
  withFile('no name at all', ['Content-Type: application/pdf'], 'attachment-1.pdf'),
  withFile(
    'winmail.dat',
    [
      'Content-Type: application/ms-tnef; name="winmail.dat"',
      'Content-Disposition: attachment; filename="winmail.dat"',
    ],
    'winmail.dat',
    base64(Buffer.from('789f3e22', 'hex')),
  ),
  withFile(
    'calendar invitation',
    ['Content-Type: text/calendar; charset=utf-8; method=REQUEST'],
    '予定.ics',
    base64(utf8('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')),
  ),
  withFile(
    'Apple Mail: a text file called inline',
    [
      'Content-Type: text/plain; charset=utf-8; name="memo.txt"',
      `Content-Disposition: inline; filename="${bWord('メモ.txt')}"`,
    ],
    'メモ.txt',
    base64(utf8('ファイルの中身')),
  ),
  {
    name: 'forwarded mail as a file, named by its subject',
    raw: mail(
      ['From: hanako@customer.example', ...usual, ...multipart('mixed', 'b1')],
      [
        parts('b1', [
          text,
          [
            ['Content-Type: message/rfc822'],
            mail([`Subject: ${bWord('壊れていました')}`, 'From: x@customer.example'], ['old']),
          ],
        ]),
      ],
    ),
    expected: {
      text: 'ファイルを送ります',
      files: ['壊れていました.eml'],
      forwarded: 'x@customer.example: 壊れていました',
    },
  },
  {
    name: 'picture inside the HTML, and one beside it',
    raw: mail(
      ['From: hanako@docomo.ne.jp', ...usual, ...multipart('related', 'b1')],
      [
        parts('b1', [
          [
            ['Content-Type: text/html; charset=Shift_JIS'],
            sjis('<body>こんにちは<img src="cid:pic01@docomo.ne.jp"></body>'),
          ],
          [
            [
              'Content-Type: image/png',
              'Content-ID: <pic01@docomo.ne.jp>',
              'Content-Transfer-Encoding: base64',
            ],
            png,
          ],
          [
            [
              'Content-Type: image/png; name="photo.png"',
              'Content-ID: <unused@docomo.ne.jp>',
              'Content-Transfer-Encoding: base64',
            ],
            png,
          ],
        ]),
      ],
    ),
    expected: {
      from: 'hanako@docomo.ne.jp',
      text: 'こんにちは',
      html: 'cid:pic01',
      files: ['inline:attachment-1.png', 'photo.png'],
    },
  },
  {
    name: 'letter, file, and the footer of a mailing list',
    raw: mail(
      ['From: hanako@customer.example', ...usual, ...multipart('mixed', 'b1')],
      [
        parts('b1', [
          text,
          [['Content-Type: application/pdf; name=a.pdf', 'Content-Transfer-Encoding: base64'], pdf],
          [['Content-Type: text/plain; charset=iso-2022-jp'], jis('-- \r\n配信停止はこちら')],
        ]),
      ],
    ),
    expected: { text: 'ファイルを送ります\n-- \n配信停止はこちら', files: ['a.pdf'] },
  },
  {
    name: 'parts that begin with another line than was announced',
    raw: mail(
      ['From: hanako@customer.example', ...usual, ...multipart('mixed', 'announced')],
      [parts('real', [text])],
    ),
    expected: { text: 'ファイルを送ります' },
  },
  {
    name: 'signed by S/MIME',
    raw: mail(
      [
        'From: hanako@customer.example',
        ...usual,
        'MIME-Version: 1.0',
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="b1"',
      ],
      [
        parts('b1', [
          text,
          [
            [
              'Content-Type: application/pkcs7-signature; name="smime.p7s"',
              'Content-Transfer-Encoding: base64',
            ],
            base64(Buffer.from([0x30, 0x80, 6, 9])),
          ],
        ]),
      ],
    ),
    expected: {
      text: 'ファイルを送ります',
      files: ['smime.p7s'],
      context: { secured: 'smime-signed' },
    },
  },
]
