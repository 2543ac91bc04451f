import { base64, type GoldenMail, jis, letter, mail, multipart, parts, sjis, usual, utf8 } from './build.ts'

const flowed = (charset: string, more = ''): string[] => [
  'MIME-Version: 1.0',
  `Content-Type: text/plain; charset=${charset}; format=flowed${more}`,
  'Content-Transfer-Encoding: 8bit',
]

/** Text with a trailing space where a line goes on. */
const soft = (...lines: string[]): string => lines.join('\r\n')

const photo = Buffer.from('ffd8ffe000104a46494600010100', 'hex')

/** Texts whose lines go on in the next one (format=flowed). */
export const flowing: GoldenMail[] = [
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
      ['From: hanako@customer.example', ...usual, ...multipart('mixed', 'Apple-Mail=_1')],
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
]
