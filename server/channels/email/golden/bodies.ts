import { base64, type GoldenMail, jis, letter, mail, multipart, parts, sjis, usual, utf8 } from './build.ts'

const from = 'From: hanako@customer.example'

/** A text as uuencode writes it; `space` stands for the empty six bits, as old programs have it. */
const uuencoded = (name: string, content: Buffer): string => {
  const letterOf = (six: number): string => (six === 0 ? '`' : String.fromCharCode(six + 32))
  const lines: string[] = []
  for (let at = 0; at < content.length; at += 45) {
    const piece = content.subarray(at, at + 45)
    let line = letterOf(piece.length)
    for (let i = 0; i < piece.length; i += 3) {
      const bits = ((piece[i] ?? 0) << 16) | ((piece[i + 1] ?? 0) << 8) | (piece[i + 2] ?? 0)
      line += [18, 12, 6, 0].map((shift) => letterOf((bits >> shift) & 63)).join('')
    }
    lines.push(line)
  }
  return [`begin 644 ${name}`, ...lines, '`', 'end'].join('\r\n')
}

const footer = '_______________________________________________\r\nHelp mailing list\r\nhelp@lists.example'
const photo = Buffer.from('ffd8ffe000104a46494600010100', 'hex')

/** Bodies as programs append to them, put files into their words, or gather many of them. */
export const bodies: GoldenMail[] = [
  letter(
    'base64 with a plain footer of a mailing list behind it',
    {
      charset: 'utf-8',
      encoding: 'base64',
      body: `${base64(utf8('返品したいです。\r\n'))}\r\n\r\n${footer}`,
    },
    { text: `返品したいです。\n${footer.replaceAll('\r\n', '\n')}` },
  ),
  letter(
    'base64 with a footer whose first line could be base64',
    {
      charset: 'utf-8',
      encoding: 'base64',
      body: `${base64(utf8('Where is my order, please? It has been two weeks now.'))}\r\n\r\nFooter\r\nto leave: see https://lists.example/`,
    },
    {
      text: 'Where is my order, please? It has been two weeks now.\nFooter\nto leave: see https://lists.example/',
    },
  ),
  letter(
    'base64 with a Japanese footer in another charset',
    {
      charset: 'utf-8',
      encoding: 'base64',
      body: Buffer.concat([
        Buffer.from(`${base64(utf8('在庫はありますか。'))}\r\n`),
        jis('-- \r\n配信の停止はこちらから。'),
      ]),
    },
    { text: '在庫はありますか。\n-- \n配信の停止はこちらから。' },
  ),
  letter(
    'base64 with stray characters inside is read as before',
    {
      charset: 'utf-8',
      encoding: 'base64',
      body: base64(utf8('長い文章です。'.repeat(20))).replace('\r\n', '\r\n!?\r\n'),
    },
    { text: '長い文章です。'.repeat(20) },
  ),
  {
    name: 'HTML in base64 with a plain footer behind it',
    raw: mail(
      [
        from,
        ...usual,
        'MIME-Version: 1.0',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: base64',
      ],
      [`${base64(utf8('<p>返品したいです。</p>'))}\r\n\r\n-- \r\n<list>`],
    ),
    expected: { text: '返品したいです。\n-- <list>', html: '&lt;list&gt;' },
  },
  letter(
    'uuencoded file in the text',
    { body: `Here it is.\r\n\r\n${uuencoded('photo.jpg', photo)}\r\n\r\nHana` },
    { text: 'Here it is.\n\n\n\nHana', files: ['photo.jpg'], from: 'hanako@customer.example' },
  ),
  letter(
    'uuencoded file with a Japanese name in a Shift_JIS text',
    {
      charset: 'shift_jis',
      encoding: '8bit',
      body: Buffer.concat([
        sjis('写真です。\r\nbegin 666 表示.jpg\r\n'),
        Buffer.from(uuencoded('x', photo).split('\r\n').slice(1).join('\r\n')),
      ]),
    },
    { text: '写真です。', files: ['表示.jpg'] },
  ),
  letter(
    'two uuencoded files',
    { body: `${uuencoded('a.txt', Buffer.from('one'))}\r\n${uuencoded('b.txt', Buffer.from('two'))}` },
    { files: ['a.txt', 'b.txt'], text: '' },
  ),
  letter(
    'words that only begin like a uuencoded file',
    { body: 'begin 644 of the story\r\nis missing.\r\nend' },
    { text: 'begin 644 of the story\nis missing.\nend', files: [] },
  ),
  {
    name: 'digest: each message can be read, and is a file',
    raw: mail(
      [from, ...usual, ...multipart('digest', 'd1')],
      [
        parts('d1', [
          [
            [],
            mail(
              ['From: A <a@customer.example>', 'Subject: First', 'Date: Sun, 22 Nov 2026 09:00:00 +0900'],
              ['one'],
            ),
          ],
          [
            ['Content-Type: message/rfc822'],
            mail(
              [
                'From: b@customer.example',
                'Subject: =?iso-2022-jp?B?GyRCSlZJShsoQg==?=',
                'Content-Type: text/plain; charset=iso-2022-jp',
                'Date: some day',
              ],
              [jis('二つ目')],
            ),
          ],
        ]),
      ],
    ),
    expected: {
      text: 'First\nA <a@customer.example>\n2026-11-22 00:00 UTC\n\none\n\n返品\nb@customer.example\n\n二つ目',
      files: ['First.eml', '返品.eml'],
    },
  },
]
