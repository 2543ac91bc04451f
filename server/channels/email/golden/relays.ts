import { bWord, type Expected, type GoldenMail, jis, mail, multipart, parts, usual, utf8 } from './build.ts'

interface Relay {
  from: string
  subject: string
  body: string
  headers?: string[]
  charset?: 'utf-8' | 'iso-2022-jp'
}

const relayed = (
  name: string,
  { from, subject, body, headers = [], charset = 'utf-8' }: Relay,
  expected: Expected,
): GoldenMail => ({
  name: `relay: ${name}`,
  raw: mail(
    [
      `From: ${from}`,
      ...usual,
      `Subject: ${bWord(subject, charset)}`,
      ...headers,
      'MIME-Version: 1.0',
      `Content-Type: text/plain; charset=${charset}`,
      'Content-Transfer-Encoding: 8bit',
    ],
    [(charset === 'utf-8' ? utf8 : jis)(body.replaceAll('\n', '\r\n'))],
  ),
  expected: { subject, text: body, ...expected },
})

const form =
  'お名前: 山田 花子\nメールアドレス: hanako@customer.example\n電話番号: 090-0000-0000\nお問い合わせ日時: 2026/11/22 10:00\n件名: 急須について\n\n蓋だけの購入はできますか。'

/** Mails that reach us through a mall's relay address or the form of a site. */
export const relays: GoldenMail[] = [
  relayed(
    'Rakuten, a customer’s question at an address that changes',
    {
      from: `${bWord('楽天市場のお客様')} <8f2c41d0aa@pc.fw.rakuten.ne.jp>`,
      subject: '【楽天市場】お問い合わせ（注文番号:262262-20261122-0000000001）',
      body: 'いつ届きますか。',
      charset: 'iso-2022-jp',
    },
    { from: '8f2c41d0aa@pc.fw.rakuten.ne.jp', name: '楽天市場のお客様' },
  ),
  relayed(
    'Rakuten, an answer through it',
    {
      from: '8f2c41d0aa@pc.fw.rakuten.ne.jp',
      subject: 'Re: ご注文の件',
      body: '承知しました。\n\n2026年11月22日(日) 10:00 窓口 <support@shop.example>:\n> 明日の発送です。\n> 窓口',
      headers: ['In-Reply-To: <relay-1@fw.rakuten.ne.jp>'],
    },
    {
      from: '8f2c41d0aa@pc.fw.rakuten.ne.jp',
      answer: '承知しました。',
      threadKeys: ['relay-1@fw.rakuten.ne.jp'],
    },
  ),
  relayed(
    'Amazon, a buyer’s question at a masked address',
    {
      from: `"${bWord('花子 - Amazonマーケットプレイス')}" <abc123def456+A1B2C3@marketplace.amazon.co.jp>`,
      subject: 'お問い合わせ（注文番号: 250-0000000-0000000）',
      body: '------------- メッセージ開始 -------------\n\n返品したいです。\n\n------------- メッセージ終了 -------------',
    },
    { from: 'abc123def456+A1B2C3@marketplace.amazon.co.jp', name: '花子 - Amazonマーケットプレイス' },
  ),
  relayed(
    'Amazon in English',
    {
      from: '"Hannah - Amazon Marketplace" <abc123def456@marketplace.amazon.com>',
      subject: 'Order inquiry (Order: 100-0000000-0000000)',
      body: '------------- Begin message -------------\n\nWhere is my parcel?\n\n------------- End message -------------',
    },
    { from: 'abc123def456@marketplace.amazon.com', name: 'Hannah - Amazon Marketplace' },
  ),
  relayed(
    'Yahoo! Shopping, a question with the customer in Reply-To',
    {
      from: 'shopping-inquiry@mail.yahoo.co.jp',
      subject: '［Yahoo!ショッピング］お客様からのお問い合わせ',
      body: '再入荷の予定はありますか。',
      headers: [`Reply-To: ${bWord('花子')} <hanako@yahoo.co.jp>`],
    },
    { from: 'hanako@yahoo.co.jp', name: '花子', context: { from: 'shopping-inquiry@mail.yahoo.co.jp' } },
  ),
  relayed(
    'eBay, a member’s question',
    {
      from: 'eBay - hannah_tea <hannah_tea_x1@members.ebay.example>',
      subject: 'Hannah sent a message about Teapot #1234',
      body: 'Is the lid sold alone?',
    },
    { from: 'hannah_tea_x1@members.ebay.example', name: 'eBay - hannah_tea' },
  ),
  relayed(
    'the form of our own site, its fields above the words',
    {
      from: 'support@shop.example',
      subject: 'お問い合わせフォーム',
      body: form,
      headers: ['Reply-To: hanako@customer.example'],
    },
    { from: 'hanako@customer.example', context: { from: 'support@shop.example' } },
  ),
  relayed(
    'a form whose mail names the customer in Reply-To with a name',
    {
      from: 'wordpress@customer.example',
      subject: '[つむぎ草堂] 蓋について',
      body: '差出人: 山田 花子 <hanako@customer.example>\n題名: 蓋について\n\nメッセージ本文:\n蓋だけの購入はできますか。',
      headers: [`Reply-To: ${bWord('山田 花子', 'utf-8')} <hanako@customer.example>`],
    },
    { from: 'hanako@customer.example', name: '山田 花子', context: { from: 'wordpress@customer.example' } },
  ),
  relayed(
    'a form in English',
    {
      from: 'noreply@forms.example',
      subject: 'New submission: Contact',
      body: 'Name: Hannah\nEmail: hanako@customer.example\nMessage:\nDo you sell the lid alone?',
      headers: ['Reply-To: Hannah <hanako@customer.example>'],
    },
    { from: 'hanako@customer.example', name: 'Hannah', context: { from: 'noreply@forms.example' } },
  ),
  relayed(
    'a mall’s own notice',
    {
      from: 'no-reply@order.rakuten.co.jp',
      subject: '【楽天市場】注文内容ご確認（自動配信メール）',
      body: 'この度はご注文いただきありがとうございます。',
      headers: ['Auto-Submitted: auto-generated'],
    },
    { from: 'no-reply@order.rakuten.co.jp', machine: 'machine' },
  ),
  relayed(
    'a mall’s newsletter',
    {
      from: 'news@mall.example',
      subject: '今週のおすすめ',
      body: '新着です。',
      headers: ['List-Unsubscribe: <https://mall.example/u>', 'Feedback-ID: 1:mall', 'Precedence: bulk'],
    },
    { from: 'news@mall.example', machine: 'list' },
  ),
  relayed(
    'a mailing list of a club that a person writes to',
    {
      from: 'Hannah <hanako@customer.example>',
      subject: '[tea 12] Lids',
      body: 'Where do you buy lids?',
      headers: ['List-Id: Tea <tea.lists.example>', 'Reply-To: tea@lists.example'],
    },
    { from: 'tea@lists.example', context: { from: 'hanako@customer.example' }, machine: 'list' },
  ),
  {
    name: 'relay: a photo from a phone without words',
    raw: mail(
      [
        'From: hanako@docomo.ne.jp',
        ...usual,
        `Subject: ${bWord('写真です', 'iso-2022-jp')}`,
        ...multipart('mixed', 'b1'),
      ],
      [
        parts('b1', [
          [['Content-Type: text/plain; charset=iso-2022-jp'], ''],
          [
            [
              'Content-Type: image/jpeg; name="=?shift_jis?B?jsqQXi5qcGc=?="',
              'Content-Transfer-Encoding: base64',
              'Content-Disposition: attachment',
            ],
            '/9j/4AAQSkZJRgABAQA=',
          ],
        ]),
      ],
    ),
    expected: { from: 'hanako@docomo.ne.jp', subject: '写真です', files: ['写真.jpg'] },
  },
]
