import { bWord, type GoldenMail, jis, letter, qWord, rawHeader, sjis, utf8 } from './build.ts'

const body = 'x'
const split = utf8('返品について').toString('base64')
const bytes = utf8('返品について')

/** Subjects and names as programs fold, split and break them. */
export const headers: GoldenMail[] = [
  letter(
    'long subject folded into several words',
    {
      headers: [
        `Subject: ${bWord('【至急】先日注文した')}\r\n ${bWord('商品の返品と交換に')}\r\n\t${bWord('ついて教えてください')}`,
      ],
      body,
    },
    { text: body, subject: '【至急】先日注文した商品の返品と交換について教えてください' },
  ),
  letter(
    'a character split between two words',
    {
      headers: [
        `Subject: =?UTF-8?B?${bytes.subarray(0, 7).toString('base64')}?=\r\n =?UTF-8?B?${bytes.subarray(7).toString('base64')}?=`,
      ],
      body,
    },
    { text: body, subject: '返品について' },
  ),
  letter(
    'base64 cut in the middle of a group',
    { headers: [`Subject: =?UTF-8?B?${split.slice(0, 9)}?= =?UTF-8?B?${split.slice(9)}?=`], body },
    { text: body, subject: '返品について' },
  ),
  letter(
    'quoted-printable words beside ASCII',
    { headers: [`Subject: Re: ${qWord('返品')} (order 12)`], body },
    { text: body, subject: 'Re: 返品 (order 12)' },
  ),
  letter(
    'words of two charsets beside each other',
    { headers: [`Subject: ${bWord('返品')} ${bWord('について', 'utf-8')}`], body },
    { text: body, subject: '返品について' },
  ),
  letter(
    'encoded word folded in its middle',
    { headers: [`Subject: =?UTF-8?B?${split.slice(0, 8)}\r\n ${split.slice(8)}?=`], body },
    { text: body, subject: '返品について' },
  ),
  letter(
    'encoded word without its end',
    { headers: [`Subject: =?UTF-8?B?${split}`], body },
    { text: body, subject: '返品について' },
  ),
  letter(
    'encoded word in quotes',
    { headers: [`Subject: "${bWord('返品')}"`], body },
    { text: body, subject: '"返品"' },
  ),
  letter(
    'csISO2022JP in small letters and a language',
    { headers: [`Subject: ${bWord('返品', 'iso-2022-jp', 'csiso2022jp*ja')}`], body },
    { text: body, subject: '返品' },
  ),
  letter(
    'raw ISO-2022-JP folded in the middle of kanji',
    { headers: [Buffer.from('Subject: \x1b$B$3$s$K\r\n $A$O\x1b(B', 'latin1')], body },
    { text: body, subject: 'こんに ちは' },
  ),
  letter(
    'name with a comma inside an encoded word',
    { headers: [`From: ${bWord('山田, 花子')} <hanako@customer.example>`], body },
    { text: body, from: 'hanako@customer.example', name: '山田, 花子' },
  ),
  letter(
    'name in quotes and encoded',
    { headers: [`From: "${bWord('山田 花子（自宅）')}" <hanako@customer.example>`], body },
    { text: body, name: '山田 花子（自宅）' },
  ),
  letter(
    'name raw in ISO-2022-JP, whose bytes look like quotes',
    {
      headers: [rawHeader('From', Buffer.concat([jis('あいえ'), Buffer.from(' <hanako@customer.example>')]))],
      body,
    },
    { text: body, from: 'hanako@customer.example', name: 'あいえ' },
  ),
  letter(
    'name with a quote that never closes',
    { headers: ['From: "Hana <hanako@customer.example>'], body },
    { text: body, from: 'hanako@customer.example', name: 'Hana' },
  ),
  letter(
    'name raw in Shift_JIS, whose bytes look like backslashes',
    {
      headers: [
        rawHeader('From', Buffer.concat([sjis('表参道ソフト'), Buffer.from(' <hanako@customer.example>')])),
      ],
      body,
    },
    { text: body, from: 'hanako@customer.example', name: '表参道ソフト' },
  ),
  letter(
    'name behind the address',
    { headers: [`From: hanako@customer.example (${bWord('花子', 'utf-8')})`], body },
    { text: body, from: 'hanako@customer.example', name: '花子' },
  ),
  letter(
    'carrier address with dots before the at',
    { headers: ['From: hana..ko.@docomo.ne.jp'], body },
    { text: body, from: 'hana..ko.@docomo.ne.jp' },
  ),
  letter(
    'carrier address in quotes',
    { headers: ['From: "hana..ko."@ezweb.ne.jp'], body },
    { text: body, from: 'hana..ko.@ezweb.ne.jp' },
  ),
  letter(
    'answers go to Reply-To; the other address is shown',
    {
      headers: ['From: shop-form@customer.example', `Reply-To: ${bWord('花子')} <hanako@customer.example>`],
      body,
    },
    {
      text: body,
      from: 'hanako@customer.example',
      name: '花子',
      context: { from: 'shop-form@customer.example' },
    },
  ),
  letter(
    'contact form of our own site',
    { headers: ['From: support@shop.example', 'Reply-To: hanako@customer.example'], body },
    { text: body, from: 'hanako@customer.example', context: { from: 'support@shop.example' } },
  ),
  letter(
    'Reply-To that leads back to us',
    { headers: ['From: hanako@customer.example', 'Reply-To: support@shop.example'], body },
    { text: body, from: 'hanako@customer.example' },
  ),
  letter(
    'other people on the mail',
    {
      headers: [
        `Cc: ${bWord('太郎')} <taro@customer.example>, support@shop.example, hanako@customer.example`,
      ],
      body,
    },
    { text: body, recipients: ['cc taro@customer.example 太郎', 'cc hanako@customer.example'] },
  ),
  letter('no sender at all', { headers: ['From: '], body }, { text: body, from: 'unknown-' }),
]
