import { bWord, type Expected, type GoldenMail, mail, multipart, type Part, parts, utf8 } from './build.ts'
import { ownId, returned } from './bounces-build.ts'

const status = `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; taro@other.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown`

const letter = (
  name: string,
  { from = 'hanako@customer.example', headers = [] as string[], subject = '', list = [] as Part[] },
  expected: Expected,
): GoldenMail => ({
  name: `no report: ${name}`,
  raw: mail(
    [
      `From: ${from}`,
      'To: support@shop.example',
      `Subject: ${bWord(subject, 'utf-8')}`,
      ...headers,
      ...multipart('mixed', 'b1'),
    ],
    [parts('b1', list)],
  ),
  expected: { from, subject, ...expected },
})

const words = (text: string): Part => [['Content-Type: text/plain; charset=utf-8'], utf8(text)]
const back: Part = [['Content-Type: message/rfc822'], `${returned('taro@other.example')}\r\n\r\nHello`]

/** Letters of people, and of one of ours, that carry parts of a report. */
export const passedOn: GoldenMail[] = [
  letter(
    'Thunderbird passes a bounce on with its parts',
    {
      subject: 'Fwd: Undelivered Mail Returned to Sender',
      list: [
        words('このような通知が届きました。ご確認ください。'),
        [
          ['Content-Type: message/delivery-status; name="details.txt"', 'Content-Disposition: inline'],
          status,
        ],
        back,
      ],
    },
    {
      text: 'このような通知が届きました。ご確認ください。',
      files: ['details.txt', 'Re  order.eml'],
      forwarded: undefined as never,
    },
  ),
  letter(
    'somebody passes a read receipt on',
    {
      subject: '開封確認が届きました',
      list: [
        words('これは何でしょうか。'),
        [
          ['Content-Type: message/disposition-notification'],
          `Final-Recipient: rfc822; taro@other.example\r\nOriginal-Message-ID: <${ownId}>\r\nDisposition: manual-action/MDN-sent-manually; displayed`,
        ],
      ],
    },
    { text: 'これは何でしょうか。', files: ['attachment-1.bin [message/disposition-notification]'] },
  ),
  letter(
    'somebody passes a complaint on',
    {
      subject: 'Abuse report',
      list: [
        words('Is this yours?'),
        [
          ['Content-Type: message/feedback-report'],
          'Feedback-Type: abuse\r\nUser-Agent: Loop/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <taro@other.example>',
        ],
      ],
    },
    { text: 'Is this yours?', files: ['attachment-1.bin [message/feedback-report]'] },
  ),
  letter(
    'one of ours passes a customer’s mail on from the inbox’s own address',
    {
      from: 'support@shop.example',
      subject: 'Fwd: 商品が届きません',
      list: [
        words('お客様から「商品が届きません」とのご連絡です。'),
        [
          ['Content-Type: message/rfc822'],
          mail(
            [
              'From: taro@other.example',
              'To: support@shop.example',
              'Message-ID: <taro.1@other.example>',
              `Subject: ${bWord('商品が届きません', 'utf-8')}`,
              'Content-Type: text/plain; charset=utf-8',
            ],
            [utf8('まだ届きません。')],
          ),
        ],
      ],
    },
    {
      text: 'お客様から「商品が届きません」とのご連絡です。',
      files: ['商品が届きません.eml'],
      machine: 'own',
      forwarded: 'taro@other.example: 商品が届きません',
    },
  ),
  {
    name: 'no report: a customer whose mail comes with an empty return path',
    raw: mail(
      [
        'Return-Path: <>',
        'From: hanako@customer.example',
        'To: support@shop.example',
        `Subject: ${bWord('商品が届きません', 'utf-8')}`,
        'Content-Type: text/plain; charset=utf-8',
      ],
      [utf8('11月20日に注文した商品が届きません。\r\n-- \r\n山田 花子\r\nhanako@customer.example')],
    ),
    expected: {
      subject: '商品が届きません',
      text: '11月20日に注文した商品が届きません。\n-- \n山田 花子\nhanako@customer.example',
      machine: 'machine',
    },
  },
  {
    name: 'no report: a developer who sends what a program logged',
    raw: mail(
      [
        'From: taro@other.example',
        'To: support@shop.example',
        'Subject: log',
        'Content-Type: text/plain; charset=utf-8',
      ],
      [
        '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"hanako@customer.example"}]}}',
      ],
    ),
    expected: {
      from: 'taro@other.example',
      subject: 'log',
      text: '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"hanako@customer.example"}]}}',
    },
  },
]
