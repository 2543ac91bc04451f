import type { GoldenMail } from './build.ts'
import { fields, type Passed, passed } from './forwards-build.ts'

const taro = '佐藤 太郎 <taro@other.example>'
const words = '蓋が割れて届きました。交換をお願いします。'
const japaneseFields = (sent: string): string[] =>
  fields(['差出人', sent, '宛先', '件名'], taro, '2026年11月21日 9:00', '蓋の破損')
const englishFields = fields(
  ['From', 'Date', 'To', 'Subject'],
  taro,
  'Sat, Nov 21, 2026 at 9:00 AM',
  '蓋の破損',
)
const ja = (name: string, subject: string, inner: string[], more: Partial<Passed> = {}): GoldenMail =>
  passed({
    name: `Japanese, ${name}`,
    subject,
    bare: '蓋の破損',
    inner: [...inner, words],
    remark: 'ご対応をお願いします。',
    ...more,
  })

/** Mails passed on by Japanese programs. */
export const japaneseForwards: GoldenMail[] = [
  ja('Gmail', 'Fwd: 蓋の破損', ['---------- Forwarded message ---------', ...englishFields]),
  ja('Outlook, classic', 'FW: 蓋の破損', japaneseFields('送信日時'), { answer: 'ご対応をお願いします。' }),
  ja('new Outlook', 'Fw: 蓋の破損', ['________________________________', ...japaneseFields('日付')], {
    answer: 'ご対応をお願いします。',
  }),
  ja('Outlook, with nothing above', 'FW: 蓋の破損', japaneseFields('送信日時'), { remark: '' }),
  ja('Apple Mail', 'Fwd: 蓋の破損', [
    '転送されたメッセージ:',
    '',
    ...[
      '差出人: "佐藤 太郎" <taro@other.example>',
      '件名: 蓋の破損',
      '日付: 2026年11月21日 9:00:00 JST',
      '宛先: hanako@customer.example',
      '',
    ].map((line) => `> ${line}`),
  ]),
  ja('Thunderbird', 'Fwd: 蓋の破損', [
    '-------- 転送メッセージ --------',
    '件名: \t蓋の破損',
    '日付: \tSat, 21 Nov 2026 09:00:00 +0900',
    `差出人: \t${taro}`,
    '宛先: \thanako@customer.example',
    '',
    '',
  ]),
  ja(
    'Becky!',
    'Fw: 蓋の破損',
    ['--------------------- Original Message Begins --------------------', ...englishFields],
    { charset: 'iso-2022-jp', answer: 'ご対応をお願いします。' },
  ),
  ja(
    'Becky!, its other form',
    'Fw: 蓋の破損',
    [
      'Forwarded by 花子 <hanako@customer.example>',
      '---------------- Original message follows ----------------',
      ...englishFields,
    ],
    { charset: 'iso-2022-jp', answer: 'ご対応をお願いします。\nForwarded by 花子 <hanako@customer.example>' },
  ),
  ja('Yahoo! JAPAN', 'Fw: 蓋の破損', ['----- Forwarded Message -----', ...englishFields]),
  ja('docomo', 'Fw:蓋の破損', ['---- 転送メール ----', ...englishFields], { charset: 'shift_jis' }),
  ja('au', 'Fw:蓋の破損', ['-----元のメッセージ-----', ...japaneseFields('送信日時')], {
    charset: 'iso-2022-jp',
    answer: 'ご対応をお願いします。',
  }),
  ja('サイボウズ', '転送: 蓋の破損', ['----- Original Message -----', ...englishFields], {
    charset: 'iso-2022-jp',
    answer: 'ご対応をお願いします。',
  }),
  ja(
    'Galaxy',
    'Fwd: 蓋の破損',
    [
      '-------- 元のメッセージ --------',
      `送信元: ${taro}`,
      '日付: 2026/11/21 9:00 (GMT+09:00)',
      '宛先: hanako@customer.example',
      '件名: 蓋の破損',
      '',
    ],
    { answer: 'ご対応をお願いします。' },
  ),
  ja('in brackets', '【転送】蓋の破損', ['---------- 転送メッセージ ----------', ...japaneseFields('日時')]),
  ja('under a subject of whoever passes it on', 'Fwd: 【要注意】佐藤様', [
    '---------- Forwarded message ---------',
    ...englishFields,
  ]),
  ja('by its form alone', '蓋の破損', japaneseFields('送信日時'), { remark: '' }),
  ja('an answer that quotes so is none', 'RE: 蓋の破損', japaneseFields('送信日時'), {
    answer: 'ご対応をお願いします。',
    headers: ['In-Reply-To: <other@customer.example>'],
    threadKeys: ['other@customer.example'],
    writer: null,
  }),
]
