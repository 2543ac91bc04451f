import { bWord, type Expected, type GoldenMail, mail, multipart, parts, utf8 } from './build.ts'
import { ownId } from './bounces-build.ts'

const letter = (name: string, headers: string[], body: string, expected: Expected): GoldenMail => ({
  name,
  raw: mail(
    ['To: support@shop.example', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', ...headers],
    [utf8(body)],
  ),
  expected: { text: body.replaceAll('\r\n', '\n'), ...expected },
})

/** Letters of people that look like bounces to whoever looks for words or ids alone. */
export const lookalikes: GoldenMail[] = [
  letter(
    'a person who asks about a bounce and quotes an id of ours',
    ['From: Mail Delivery System Inc <sales@delivery.example>', 'Subject: Undelivered mail?'],
    `Your mail <${ownId}> could not be delivered, my colleague says. Returned mail: user unknown.`,
    {
      from: 'sales@delivery.example',
      name: 'Mail Delivery System Inc',
      subject: 'Undelivered mail?',
    },
  ),
  letter(
    'a person who passes a bounce on',
    ['From: hanako@customer.example', 'Subject: Fwd: failure notice'],
    `届かないようです。\r\n\r\n> From: MAILER-DAEMON@mx.example\r\n> <a@one.example>: 550 5.1.1 User unknown\r\n> Message-ID: <${ownId}>`,
    { subject: 'Fwd: failure notice', answer: '届かないようです。' },
  ),
  {
    name: 'an administrator who writes a letter',
    raw: mail(
      [
        'From: Postmaster <postmaster@customer.example>',
        'To: support@shop.example',
        'Subject: Our order',
        ...multipart('alternative', 'b1'),
      ],
      [parts('b1', [[['Content-Type: text/plain'], 'When does it arrive? We are looking forward to it.']])],
    ),
    expected: {
      from: 'postmaster@customer.example',
      name: 'Postmaster',
      subject: 'Our order',
      text: 'When does it arrive? We are looking forward to it.',
      machine: 'machine',
    },
  },
  {
    name: 'a carrier that could not hand over a parcel',
    raw: mail(
      [
        'From: no-reply@parcels.example',
        'To: support@shop.example',
        `Subject: ${bWord('お届けできませんでした', 'utf-8')}`,
        'Auto-Submitted: auto-generated',
        'Content-Type: text/plain; charset=utf-8',
      ],
      [utf8('ご不在のため、お荷物をお届けできませんでした。お問い合わせ番号：1234')],
    ),
    expected: {
      from: 'no-reply@parcels.example',
      subject: 'お届けできませんでした',
      text: 'ご不在のため、お荷物をお届けできませんでした。お問い合わせ番号：1234',
      machine: 'machine',
    },
  },
]
