import { base64, type GoldenMail, jis, letter, mail, multipart, parts, sjis, usual, utf8 } from './build.ts'

const flowed = (charset: string, more = ''): string[] => [
  'MIME-Version: 1.0',
  `Content-Type: text/plain; charset=${charset}; format=flowed${more}`,
  'Content-Transfer-Encoding: 8bit',
]

/** Text with a trailing space where a line goes on. */
const soft = (...lines: string[]): string => lines.join('\r\n')

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

/** Bodies as programs wrap, join and append them. */
export const bodies: GoldenMail[] = [
  letter(
    'flowed: lines that go on become one',
    {
      type: flowed('utf-8'),
      body: utf8(soft('I ordered two pairs of shoes ', 'last week and got one.', '', 'Hana')),
    },
    { text: 'I ordered two pairs of shoes last week and got one.\n\nHana' },
  ),
  letter(
    'flowed: a quotation keeps one mark a line',
    { type: flowed('utf-8'), body: utf8(soft('> quoted words ', '> go on here', 'My answer.')) },
    { text: '> quoted words go on here\nMy answer.' },
  ),
  letter(
    'flowed: depths of quotation never run into each other',
    { type: flowed('utf-8'), body: utf8(soft('>> first ', '> second ', 'third ', '> fourth')) },
    { text: '>> first \n> second \nthird \n> fourth', answer: '>> first \n> second \nthird' },
  ),
  letter(
    'flowed: stuffed lines lose their space, and a stuffed mark is no quotation',
    {
      type: flowed('utf-8'),
      body: utf8(soft(' From here on it broke.', ' > not a quotation', '  indented')),
    },
    { text: 'From here on it broke.\n> not a quotation\n indented' },
  ),
  letter(
    'flowed: the line above a signature does not swallow it',
    { type: flowed('utf-8'), body: utf8(soft('Thank you ', '-- ', 'Hana ', 'Tokyo')) },
    { text: 'Thank you \n-- \nHana Tokyo' },
  ),
  letter(
    'flowed: a quoted signature line stays one',
    { type: flowed('utf-8'), body: utf8(soft('> Regards ', '> -- ', '> Shop', 'No.')) },
    { text: '> Regards \n> -- \n> Shop\nNo.' },
  ),
  letter(
    'flowed with DelSp: Japanese words stay together',
    {
      type: flowed('utf-8', '; delsp=yes'),
      body: utf8(soft('先日注文した靴が ', 'まだ届いておりません。', '', '山田')),
    },
    { text: '先日注文した靴がまだ届いておりません。\n\n山田' },
  ),
  letter(
    'flowed with DelSp in a quotation',
    {
      type: flowed('UTF-8', '; DelSp=Yes'),
      body: utf8(soft('> 発送は明日の ', '> 予定です。', '承知しました。')),
    },
    { text: '> 発送は明日の予定です。\n承知しました。' },
  ),
  letter(
    'flowed with DelSp: an answer of Thunderbird below what it quotes',
    {
      type: [...flowed('UTF-8', '; delsp=yes').slice(0, 2), 'Content-Transfer-Encoding: base64'],
      body: base64(
        utf8(
          soft(
            '2026/11/21 18:05、緑の靴店 さんは書きました:',
            '> ご注文の靴は、明日の午前中に ',
            '> 発送いたします。',
            '>',
            '>> いつ届き ',
            '>> ますか。',
            '',
            '承知しました。届きましたら、 ',
            'こちらからご連絡します。',
            '',
            ' > から始まる行ですが、引用では ',
            'ありません。',
            '',
            '-- ',
            '山田 花子',
          ),
        ),
      ),
    },
    {
      text: '2026/11/21 18:05、緑の靴店 さんは書きました:\n> ご注文の靴は、明日の午前中に発送いたします。\n> \n>> いつ届きますか。\n\n承知しました。届きましたら、こちらからご連絡します。\n\n> から始まる行ですが、引用ではありません。\n\n-- \n山田 花子',
      answer:
        '承知しました。届きましたら、こちらからご連絡します。\n> から始まる行ですが、引用ではありません。\n-- \n山田 花子',
    },
  ),
  {
    name: 'flowed with DelSp: Apple Mail, words above and below a file',
    raw: mail(
      [from, ...usual, ...multipart('mixed', 'Apple-Mail=_1')],
      [
        parts('Apple-Mail=_1', [
          [
            [
              'Content-Type: text/plain;\r\n\tcharset=iso-2022-jp;\r\n\tformat=flowed;\r\n\tdelsp=yes',
              'Content-Transfer-Encoding: 7bit',
            ],
            jis(soft('先日購入した靴の写真をお送りします。㈱緑商会の ', '山田です。')),
          ],
          [
            [
              'Content-Disposition: inline; filename="kutsu.jpg"',
              'Content-Type: image/jpeg; name="kutsu.jpg"',
              'Content-Transfer-Encoding: base64',
            ],
            base64(photo),
          ],
          [
            [
              'Content-Type: text/plain;\r\n\tcharset=iso-2022-jp;\r\n\tformat=flowed;\r\n\tdelsp=yes',
              'Content-Transfer-Encoding: 7bit',
            ],
            jis(soft('', 'ご確認 ', 'ください。')),
          ],
        ]),
      ],
    ),
    expected: {
      text: '先日購入した靴の写真をお送りします。㈱緑商会の山田です。\n\nご確認ください。',
      files: ['kutsu.jpg'],
    },
  },
  letter(
    'flowed ISO-2022-JP with DelSp',
    {
      type: ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=ISO-2022-JP; format=flowed; delsp=yes'],
      body: jis(soft('㈱髙島屋の山田です。①番の ', '商品が届きません。', '> ご注文の ', '> 確認')),
    },
    {
      text: '㈱髙島屋の山田です。①番の商品が届きません。\n> ご注文の確認',
      answer: '㈱髙島屋の山田です。①番の商品が届きません。',
    },
  ),
  letter(
    'flowed ISO-2022-JP without DelSp keeps the space',
    {
      type: ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=iso-2022-jp; format="flowed"'],
      body: jis(soft('返品したい ', '商品があります。')),
    },
    { text: '返品したい 商品があります。' },
  ),
  letter(
    'flowed Shift_JIS in base64',
    {
      type: [
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=Shift_JIS; format=Flowed; delsp=yes',
        'Content-Transfer-Encoding: base64',
      ],
      body: base64(sjis(soft('能率の表が ', '見えません。'))),
    },
    { text: '能率の表が見えません。' },
  ),
  letter(
    'not flowed: spaces at the end of a line say nothing',
    { charset: 'utf-8', encoding: '8bit', body: utf8(soft('one ', '> two ', '> three')) },
    { text: 'one \n> two \n> three', answer: 'one' },
  ),
  letter(
    'flowed: the last line of all goes on into nothing',
    { type: flowed('utf-8'), body: utf8('Only this ') },
    { text: 'Only this' },
  ),
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
