import { testAccount } from '../testing.ts'
import { ownMarkOf } from '../threads/tokens.ts'
import { ownId } from './bounces-build.ts'
import {
  bWord,
  type Expected,
  type GoldenMail,
  jis,
  mail,
  multipart,
  type Part,
  parts,
  utf8,
} from './build.ts'

/** Our mail that went before the one that bounced, in the same thread. */
const earlierId = 'm.0192f000-0000-7000-8000-0000000000aa@shop.example'
const mark = `X-Madoguchi-Id: ${ownMarkOf(testAccount(), '0192f000-0000-7000-8000-000000000001')}`
const forgedMark = 'X-Madoguchi-Id: 0192f000-0000-7000-8000-000000000001.0123456789abcdef'
const thread = `In-Reply-To: <first@customer.example>\r\nReferences: <${earlierId}>\r\n <first@customer.example>`

interface Notice {
  from: string
  subject: string
  more?: string[]
  said: string | Buffer
  charset?: string
  to: string
  status?: string
  diagnostic?: string
  /** Lines of the header that comes back; nothing does where there are none. */
  back: string[]
  backAs?: string
  kind?: string
}

/** A report about a mail to one address. */
const report = (name: string, notice: Notice, expected: Expected): GoldenMail => {
  const { to, status = '5.1.1', diagnostic = '550 5.1.1 User unknown', charset = 'utf-8' } = notice
  const list: Part[] = [
    [[`Content-Type: text/plain; charset=${charset}`], notice.said],
    [
      ['Content-Type: message/delivery-status'],
      `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${diagnostic}`,
    ],
    ...(notice.back.length > 0
      ? [
          [
            [`Content-Type: ${notice.backAs ?? 'message/rfc822'}`],
            `${notice.back.join('\r\n')}\r\n\r\nHello`,
          ] as Part,
        ]
      : []),
  ]
  return {
    name: `bounce of a relay: ${name}`,
    raw: mail(
      [
        'Received: from mx.example by mx.shop.example; Sun, 22 Nov 2026 10:00:05 +0900',
        'Date: Sun, 22 Nov 2026 10:00:00 +0900',
        'Message-ID: <notice@mx.example>',
        'To: support@shop.example',
        `From: ${notice.from}`,
        `Subject: ${notice.subject}`,
        ...(notice.more ?? []),
        ...multipart(notice.kind ?? 'report; report-type=delivery-status', 'b1'),
      ],
      [parts('b1', list)],
    ),
    expected: { kind: 'receipt', state: 'bounced', failed: [to], cause: 'hard', ...expected },
  }
}

const ses = '010601939a3c0a4f-2d1f6c1e-7d5b-4c3f-9a53-0d0a6e2b7c11-000000@ap-northeast-1.amazonses.com'
const outlook = 'TY2PR01MB0001A1B2C3D4E5F6@TY2PR01MB0001.jpnprd01.prod.outlook.com'

/** Bounces of mails that a relay renamed on their way, and of mails that never were ours. */
export const relayBounces: GoldenMail[] = [
  report(
    'Amazon SES gave the mail an id of its own; our mark tells which it was, and no earlier one of its thread',
    {
      from: 'MAILER-DAEMON@amazonses.com',
      subject: 'Delivery Status Notification (Failure)',
      said: 'An error occurred while trying to deliver the mail to the following recipients:\r\na@one.example',
      to: 'a@one.example',
      back: [
        'From: support@shop.example',
        'To: a@one.example',
        'Subject: Re: order',
        `Message-ID: <${ses}>`,
        thread,
        mark,
        'X-SES-Outgoing: 2026.11.22-23.251.234.1',
      ],
    },
    { messageKey: ownId },
  ),
  report(
    'Microsoft 365, in Japanese, returns the header alone',
    {
      from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@shop.example>',
      subject: bWord('配信不能: Re: ご注文について', 'utf-8'),
      more: [
        'Return-Path: <>',
        `In-Reply-To: <${outlook}>`,
        `References: <${outlook}>`,
        'Auto-Submitted: auto-replied',
        'X-MS-Exchange-Message-Is-Ndr:',
      ],
      said: utf8(
        'b@two.example へのメッセージが two.example で配信できませんでした。\r\nメール アドレスが見つかりませんでした。',
      ),
      to: 'b@two.example',
      status: '5.1.10',
      diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
      back: [
        `Message-ID: <${outlook}>`,
        'From: =?utf-8?B?44K144Od44O844OI?= <support@shop.example>',
        'To: b@two.example',
        thread,
        mark.toLowerCase(),
        'X-MS-Exchange-CrossTenant-Id: 0001',
      ],
      backAs: 'text/rfc822-headers',
    },
    { messageKey: ownId },
  ),
  report(
    'a relay that renames and takes strange headers away: its own id, and whom it names',
    {
      from: 'MAILER-DAEMON@relay.example',
      subject: 'Undelivered Mail Returned to Sender',
      said: '<c@three.example>: host mx.three.example said: 550 5.1.1 User unknown',
      to: 'c@three.example',
      back: [
        'Message-ID: <20261122.77@relay.example>',
        'From: support@shop.example',
        'To: c@three.example',
        thread,
      ],
    },
    { messageKey: '20261122.77@relay.example', byRecipients: true },
  ),
  report(
    'a mail in our name that we never sent',
    {
      from: 'MAILER-DAEMON@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      said: '<d@four.example>: host mx.four.example said: 550 5.1.1 User unknown',
      to: 'd@four.example',
      back: [
        'Message-ID: <spam.123@botnet.example>',
        'From: support@shop.example',
        'To: d@four.example',
        'Subject: You have won',
      ],
    },
    { messageKey: 'spam.123@botnet.example' },
  ),
  report(
    'a mail that bears a mark which nobody signed',
    {
      from: 'MAILER-DAEMON@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      said: '<e@five.example>: host mx.five.example said: 550 5.1.1 User unknown',
      to: 'e@five.example',
      back: ['Message-ID: <spam.124@botnet.example>', 'From: support@shop.example', forgedMark],
    },
    { messageKey: 'spam.124@botnet.example' },
  ),
  report(
    'somebody else’s mail without an id',
    {
      from: 'postmaster@mx.example',
      subject: 'failure notice',
      said: 'Your message could not be delivered to f@six.example',
      to: 'f@six.example',
      back: ['From: hanako@customer.example', 'To: f@six.example', 'Subject: lunch'],
    },
    {},
  ),
  report(
    'nothing but whom it names',
    {
      from: 'MAILER-DAEMON@mx.example',
      subject: bWord('送信エラー'),
      charset: 'iso-2022-jp',
      said: jis('次のアドレスに配信できませんでした。'),
      to: 'g@seven.example',
      back: [],
    },
    { messageKey: undefined as never, byRecipients: true },
  ),
  {
    name: 'bounce of a relay: Amazon SES by a topic of SNS that tells no header',
    raw: mail(
      [
        'From: AWS Notifications <no-reply@sns.amazonaws.com>',
        'To: support@shop.example',
        'Subject: AWS Notification Message',
        'Content-Type: text/plain; charset=utf-8',
      ],
      [
        JSON.stringify({
          notificationType: 'Bounce',
          bounce: {
            bounceType: 'Permanent',
            bouncedRecipients: [
              { emailAddress: 'h@eight.example', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 unknown' },
            ],
          },
          mail: {
            messageId: ses.split('@')[0],
            sourceArn: 'arn:aws:ses:ap-northeast-1:123456789012:identity/shop.example',
          },
        }),
      ],
    ),
    expected: {
      kind: 'receipt',
      state: 'bounced',
      failed: ['h@eight.example'],
      cause: 'hard',
      messageKey: ses,
    },
  },
]
