import iconv from 'iconv-lite'
import { base64, type GoldenMail, jis, mail, multipart, parts, quotedPrintable, usual } from './build.ts'

/** What somebody writes in a language: name, subject, words, the name of a file. */
interface Tongue {
  language: string
  name: string
  subject: string
  text: string
  file: string
  charsets: string[]
}

const tongues: Tongue[] = [
  {
    language: 'Japanese',
    name: '山田 花子',
    subject: 'ご注文の返品について（至急）',
    text: 'お世話になっております。\n先日購入した靴の返品をお願いいたします。\n表示とソフトの能力について。',
    file: '返品申込書 表.pdf',
    charsets: ['iso-2022-jp', 'shift_jis', 'windows-31j', 'euc-jp', 'utf-8'],
  },
  {
    language: 'German',
    name: 'Jürgen Groß',
    subject: 'Rückgabe: Schuhe zu groß',
    text: 'Guten Tag,\ndie Schuhe sind zu groß, ich möchte sie zurückschicken.\nGrüße',
    file: 'Rückgabe größer.pdf',
    charsets: ['iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-8'],
  },
  {
    language: 'French',
    name: 'Hélène Lefèvre',
    subject: 'Commande non reçue : où est-elle ?',
    text: 'Bonjour,\nje n’ai pas reçu ma commande, payée déjà à l’été.\nÀ bientôt',
    file: 'reçu payé.pdf',
    charsets: ['windows-1252', 'utf-8'],
  },
  {
    language: 'Polish',
    name: 'Łucja Żółć',
    subject: 'Zwrot zamówienia — prośba',
    text: 'Dzień dobry,\nproszę o zwrot pieniędzy za zamówienie.\nŁucja',
    file: 'zwrot pieniędzy.pdf',
    charsets: ['windows-1250', 'utf-8'],
  },
  {
    language: 'Russian',
    name: 'Наталья Иванова',
    subject: 'Возврат товара',
    text: 'Здравствуйте,\nя хочу вернуть товар и получить деньги.\nСпасибо',
    file: 'возврат товара.pdf',
    charsets: ['koi8-r', 'windows-1251', 'iso-8859-5', 'utf-8'],
  },
  {
    language: 'Greek',
    name: 'Ελένη Παππά',
    subject: 'Επιστροφή παραγγελίας',
    text: 'Καλημέρα,\nθέλω να επιστρέψω την παραγγελία μου.',
    file: 'επιστροφή.pdf',
    charsets: ['windows-1253', 'utf-8'],
  },
  {
    language: 'Korean',
    name: '김영희',
    subject: '반품 문의',
    text: '안녕하세요.\n주문한 신발을 반품하고 싶습니다.',
    file: '반품 신청서.pdf',
    charsets: ['euc-kr', 'utf-8'],
  },
  {
    language: 'Chinese',
    name: '王小明',
    subject: '关于退货的问题',
    text: '您好，\n我想退回上周购买的鞋子。',
    file: '退货申请.pdf',
    charsets: ['gb2312', 'gb18030', 'utf-8'],
  },
  {
    language: 'Chinese of Taiwan',
    name: '陳美玲',
    subject: '關於退貨的問題',
    text: '您好，\n我想退回上週購買的鞋子。',
    file: '退貨申請.pdf',
    charsets: ['big5', 'utf-8'],
  },
  {
    language: 'Thai',
    name: 'สมชาย ใจดี',
    subject: 'ขอคืนสินค้า',
    text: 'สวัสดีครับ\nผมต้องการคืนรองเท้า',
    file: 'คืนสินค้า.pdf',
    charsets: ['windows-874', 'utf-8'],
  },
]

const encode = (text: string, charset: string): Buffer =>
  charset === 'iso-2022-jp' ? jis(text) : iconv.encode(text, charset === 'windows-31j' ? 'cp932' : charset)

const word = (text: string, charset: string): string =>
  `=?${charset}?B?${encode(text, charset).toString('base64')}?=`

const percent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const forms = {
  base64,
  'quoted-printable': quotedPrintable,
  '8bit': (bytes: Buffer): Buffer => bytes,
}

const written = (
  tongue: Tongue,
  charset: string,
  form: keyof typeof forms,
  kind: 'plain' | 'html',
): GoldenMail => {
  const { language, name, subject, text, file } = tongue
  const lines = text.replaceAll('\n', '\r\n')
  const body = kind === 'html' ? `<p>${lines.replaceAll('\r\n', '<br>')}</p>` : lines
  return {
    name: `${language}, ${kind}, ${charset} in ${form}, with a file`,
    raw: mail(
      [
        `From: ${word(name, charset)} <writer@customer.example>`,
        ...usual,
        `Subject: ${word(subject, charset)}`,
        ...multipart('mixed', 'w1'),
      ],
      [
        parts('w1', [
          [
            [`Content-Type: text/${kind}; charset=${charset}`, `Content-Transfer-Encoding: ${form}`],
            forms[form](encode(body, charset)),
          ],
          [
            [
              'Content-Type: application/pdf',
              `Content-Disposition: attachment; filename*=${charset}''${percent(encode(file, charset))}`,
              'Content-Transfer-Encoding: base64',
            ],
            base64(Buffer.from('%PDF-1.7 test')),
          ],
        ]),
      ],
    ),
    expected: {
      from: 'writer@customer.example',
      name,
      subject,
      text,
      ...(kind === 'html' ? { html: text.split('\n', 1)[0] ?? '' } : {}),
      files: [file],
      occurredAt: '2026-11-22T01:00:00.000Z',
    },
  }
}

const dated = (name: string, date: string, received: string, occurredAt: string): GoldenMail => ({
  name: `date: ${name}`,
  raw: mail(
    [
      `Received: from mx.customer.example by mx.shop.example; ${received}`,
      ...(date ? [`Date: ${date}`] : []),
      'Message-ID: <dated@customer.example>',
      'From: hanako@customer.example',
      'To: support@shop.example',
      'Subject: x',
    ],
    ['x'],
  ),
  expected: { from: 'hanako@customer.example', subject: 'x', text: 'x', files: [], occurredAt },
})

const received = 'Fri, 20 Nov 2026 10:00:05 +0900'
const arrived = '2026-11-20T01:00:05.000Z'

/** Dates that lie, and some that only look odd. */
const dates: GoldenMail[] = [
  dated('a year ahead', 'Sat, 20 Nov 2027 10:00:00 +0900', received, arrived),
  dated('an hour ahead', 'Fri, 20 Nov 2026 11:00:05 +0900', received, arrived),
  dated(
    'five minutes ahead is a clock that runs fast',
    'Fri, 20 Nov 2026 10:05:00 +0900',
    received,
    '2026-11-20T01:05:00.000Z',
  ),
  dated('1970', 'Thu, 1 Jan 1970 00:00:00 +0000', received, arrived),
  dated('a phone that lost its battery', 'Tue, 1 Jan 2008 00:00:00 +0900', received, arrived),
  dated('two days in an outbox', 'Wed, 18 Nov 2026 10:00:00 +0900', received, '2026-11-18T01:00:00.000Z'),
  dated('none at all', '', received, arrived),
  dated('no date', 'yesterday', received, arrived),
  dated('JST by name', 'Fri, 20 Nov 2026 09:59:00 JST', received, '2026-11-20T00:59:00.000Z'),
  dated('with a comment', 'Fri, 20 Nov 2026 09:59:00 +0900 (JST)', received, '2026-11-20T00:59:00.000Z'),
  dated(
    'a weekday that is another one',
    'Mon, 20 Nov 2026 09:59:00 +0900',
    received,
    '2026-11-20T00:59:00.000Z',
  ),
  dated(
    'a weekday of another language',
    'Freitag, 20 Nov 2026 09:59:00 +0900',
    received,
    '2026-11-20T00:59:00.000Z',
  ),
  dated(
    'a time zone half an hour off',
    'Fri, 20 Nov 2026 06:29:00 +0530',
    received,
    '2026-11-20T00:59:00.000Z',
  ),
]

/** Letters of the world in each charset and encoding, all of what they say checked. */
export const world: GoldenMail[] = [
  ...tongues.flatMap((tongue) =>
    tongue.charsets.flatMap((charset) => [
      written(tongue, charset, 'base64', 'plain'),
      written(tongue, charset, 'quoted-printable', 'html'),
      ...(charset === 'iso-2022-jp' ? [] : [written(tongue, charset, '8bit', 'plain')]),
    ]),
  ),
  ...dates,
]
