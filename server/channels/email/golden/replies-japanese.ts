import type { GoldenMail } from './build.ts'
import { type Client, eachForm, type Talk } from './clients-build.ts'

const shop = 'サポート窓口 <support@shop.example>'

const talk: Talk = {
  subject: '急須の返品について',
  quoted: [
    '山田様',
    'お問い合わせありがとうございます。',
    '11月20日より返品を承っております。',
    'ご注文番号をお知らせください。',
    '返金先はどちらになさいますか？',
  ],
  answers: [
    'お世話になっております。11月20日に届いた御社のメールの件、注文番号は4821です。',
    '返金はカードへお願いします。',
  ],
}

const outlookFields = (sent: string): string[] => [
  `差出人: ${shop}`,
  `${sent}: 2026年11月22日 10:00`,
  '宛先: 山田 花子 <hanako@customer.example>',
  '件名: Re: 急須の返品について',
]
const originalFields = [
  `From: ${shop}`,
  'To: hanako@customer.example',
  'Date: 2026/11/22 日 10:00',
  'Subject: Re: 急須の返品について',
]

const clients: Client[] = [
  {
    client: 'Apple Mail on a Mac',
    mailer: 'Apple Mail (2.3826)',
    thread: 'both',
    intro: [`2026/11/22 10:00、${shop}のメール:`, ''],
    mark: '> ',
    html: 'apple',
  },
  {
    client: 'Apple Mail on a phone',
    mailer: 'iPhone Mail (24A300)',
    thread: 'both',
    intro: [`2026年11月22日 10:00、${shop}のメール:`, ''],
    mark: '> ',
    closing: 'iPhoneから送信',
    html: 'apple',
  },
  {
    client: 'Outlook, classic, in HTML',
    mailer: 'Microsoft Outlook 16.0',
    thread: 'both',
    reply: 'RE: ',
    intro: outlookFields('送信日時'),
    mark: '',
    html: 'outlook',
  },
  {
    client: 'Outlook, classic, in plain text with marks',
    mailer: 'Microsoft Outlook 16.0',
    thread: 'both',
    reply: 'RE: ',
    charset: 'iso-2022-jp',
    intro: [
      '> -----Original Message-----',
      `> From: ${shop}`,
      '> Sent: Sunday, November 22, 2026 10:00 AM',
      '> To: hanako@customer.example',
      '> Subject: Re: 急須の返品について',
      '>',
    ],
    mark: '> ',
  },
  {
    client: 'new Outlook',
    thread: 'both',
    intro: ['________________________________', ...outlookFields('日付')],
    mark: '',
    html: 'outlookWeb',
  },
  {
    client: 'Outlook on the web',
    thread: 'both',
    intro: ['________________________________', ...outlookFields('送信日時')],
    mark: '',
    html: 'outlookWeb',
  },
  {
    client: 'Outlook on a phone',
    thread: 'answered',
    closing: 'Outlook for iOS を入手',
    intro: ['________________________________', ...outlookFields('送信日時')],
    mark: '',
    html: 'outlookWeb',
  },
  {
    client: 'Gmail',
    thread: 'both',
    intro: [`2026年11月22日(日) 10:00 ${shop}:`, ''],
    mark: '> ',
    html: 'gmail',
  },
  {
    client: 'Gmail on a phone',
    thread: 'both',
    intro: [`2026年11月22日(日) 午前10:00 ${shop}:`, ''],
    mark: '> ',
    html: 'gmail',
  },
  {
    client: 'Thunderbird',
    mailer: 'Mozilla Thunderbird',
    thread: 'both',
    intro: ['On 2026/11/22 10:00, サポート窓口 wrote:'],
    mark: '> ',
    html: 'mozilla',
  },
  {
    client: 'Thunderbird of old',
    thread: 'both',
    charset: 'iso-2022-jp',
    intro: ['(2026/11/22 10:00), サポート窓口 wrote:'],
    mark: '> ',
  },
  {
    client: 'Yahoo! JAPAN on the web',
    thread: 'both',
    from: 'hanako@yahoo.co.jp',
    mailer: 'YahooMailWebService/0.8',
    charset: 'iso-2022-jp',
    intro: ['----- Original Message -----', ...originalFields, ''],
    mark: '',
  },
  {
    client: 'Yahoo! JAPAN’s app',
    thread: 'both',
    from: 'hanako@yahoo.co.jp',
    intro: [`2026年11月22日(日) 10:00 ${shop}:`],
    mark: '',
    html: 'yahoo',
  },
  {
    client: 'docomo',
    thread: 'none',
    reply: 'Re:',
    from: 'hana..ko.@docomo.ne.jp',
    charset: 'shift_jis',
    intro: [
      '---- 元のメール ----',
      'From: support@shop.example',
      '日時: 2026/11/22 10:00',
      '件名: 急須の返品について',
    ],
    mark: '',
  },
  {
    client: 'docomo, quoting with marks',
    thread: 'none',
    reply: 'Re:',
    from: 'hanako@docomo.ne.jp',
    charset: 'iso-2022-jp',
    intro: ['2026/11/22 10:00、support@shop.exampleのメール:'],
    mark: '>',
  },
  {
    client: 'au',
    thread: 'answered',
    from: 'hanako@ezweb.ne.jp',
    charset: 'iso-2022-jp',
    intro: ['-----元のメッセージ-----', '差出人: support@shop.example', '送信日時: 2026/11/22 10:00'],
    mark: '',
  },
  {
    client: 'SoftBank',
    thread: 'none',
    reply: 'Re:',
    from: 'hanako@softbank.ne.jp',
    charset: 'shift_jis',
    intro: ['---------- Original Message ----------', 'Date: 2026/11/22 10:00', 'From: support@shop.example'],
    mark: '',
  },
  {
    client: 'Becky!',
    mailer: 'Becky! ver. 2.81 [ja]',
    thread: 'both',
    charset: 'iso-2022-jp',
    intro: ['On Sun, 22 Nov 2026 10:00:00 +0900', `${shop} wrote:`, ''],
    mark: '> ',
  },
  {
    client: 'Shuriken',
    mailer: 'Shuriken 2018',
    thread: 'answered',
    charset: 'iso-2022-jp',
    intro: [`${shop}さんは書きました:`],
    mark: '> ',
  },
  {
    client: 'サイボウズ',
    mailer: 'Cybozu Office',
    thread: 'answered',
    charset: 'iso-2022-jp',
    intro: [`2026/11/22(日) 10:00:00 に ${shop} さんが書きました:`],
    mark: '> ',
  },
  {
    client: 'desknet’s',
    thread: 'both',
    intro: ['----- Original Message -----', ...originalFields, ''],
    mark: '>',
  },
]

/** Answers in Japanese as the programs of customers write them. */
export const japaneseReplies: GoldenMail[] = eachForm('Japanese', clients, talk)
