import {
  bWord,
  type Expected,
  type GoldenMail,
  jis,
  letter,
  mail,
  multipart,
  parts,
  usual,
  utf8,
} from './build.ts'

/** A Message-ID that the inbox of the suite gave. */
const ownId = 'm.0192f000-0000-7000-8000-000000000001@shop.example'

const reply = (name: string, headers: string[], expected: Expected): GoldenMail =>
  letter(
    name,
    { headers: [`Subject: Re: ${bWord('返品について')}`, ...headers], body: utf8('はい') },
    { subject: 'Re: 返品について', text: 'はい', ...expected },
  )

const returned = mail(
  [`Message-ID: <${ownId}>`, 'From: support@shop.example', 'To: gone@docomo.ne.jp'],
  ['x'],
)
const status = (action: string, code: string, diagnostic: string): string =>
  `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@docomo.ne.jp\r\nAction: ${action}\r\nStatus: ${code}\r\nDiagnostic-Code: smtp; ${diagnostic}`
const report = (action: string, code: string, diagnostic: string): Buffer =>
  mail(
    [
      'From: MAILER-DAEMON@mx.example',
      'Return-Path: <>',
      ...usual,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    ],
    [
      parts('b1', [
        [['Content-Type: text/plain'], 'report'],
        [['Content-Type: message/delivery-status'], status(action, code, diagnostic)],
        [['Content-Type: message/rfc822'], returned],
      ]),
    ],
  )

/** Threads, automatic mail, bounces, receipts and lying clocks. */
export const threads: GoldenMail[] = [
  reply(
    'Gmail: References and In-Reply-To',
    [`In-Reply-To: <${ownId}>`, `References: <first@customer.example>\r\n <${ownId}>`],
    { threadKeys: [ownId, 'first@customer.example'] },
  ),
  reply('Outlook: In-Reply-To alone', [`In-Reply-To: <${ownId}>`, `Thread-Index: AdAAAA==`], {
    threadKeys: [ownId],
  }),
  reply(
    'Apple Mail: References rewritten',
    ['In-Reply-To: <other@icloud.example>', `References: <${ownId}> <other@icloud.example>`],
    { threadKeys: [ownId, 'other@icloud.example'] },
  ),
  reply(
    'ids without brackets, and the same one twice',
    [`In-Reply-To: ${ownId}`, `References: ${ownId} ${ownId}`],
    { threadKeys: [ownId] },
  ),
  letter(
    'a number in the subject says which conversation is meant, after our ids and before those of others',
    {
      headers: [
        `Subject: Re: ${bWord('返品')} [#12345]`,
        `References: <${ownId}> <other@icloud.example> <reference:9@b.example>`,
      ],
      body: 'x',
    },
    {
      subject: 'Re: 返品 [#12345]',
      text: 'x',
      threadKeys: [ownId, 'reference:12345', 'other@icloud.example'],
      context: { reference: '12345' },
    },
  ),
  letter(
    'phone without any thread header',
    {
      headers: ['From: hanako@softbank.ne.jp', `Subject: ${bWord('Re:返品について', 'shift_jis')}`],
      charset: 'iso-2022-jp',
      body: jis('はい'),
    },
    { from: 'hanako@softbank.ne.jp', subject: 'Re:返品について', threadKeys: [], text: 'はい' },
  ),
  reply(
    'a reply address whose signature is not ours',
    ['Delivered-To: support+c0192f000000070008000000000000001.deadbeef@shop.example'],
    { threadKeys: [] },
  ),
  reply('absence notice', ['Auto-Submitted: auto-replied', 'Precedence: bulk'], { machine: 'absence' }),
  reply('absence notice of an old program', ['X-Autoreply: yes'], { machine: 'absence' }),
  reply('newsletter', ['List-Id: <news.maker.example>', 'Precedence: list'], { machine: 'list' }),
  reply(
    'forwarded by a group that is our own address',
    ['List-Id: <support.shop.example>', 'Precedence: list'],
    {},
  ),
  reply('our own mark of another inbox', ['X-Loop: support@shop.example'], { machine: 'own' }),
  reply('a person, in spite of Auto-Submitted: no', ['Auto-Submitted: no'], {}),
  {
    name: 'bounce of an unknown docomo address',
    raw: report('failed', '5.1.1', '550 Unknown user gone@docomo.ne.jp'),
    expected: {
      kind: 'receipt',
      state: 'bounced',
      messageKey: ownId,
      failed: ['gone@docomo.ne.jp'],
      cause: 'hard',
      reason: /^gone@docomo\.ne\.jp: .*存在しません/,
    },
  },
  {
    name: 'bounce of a full mailbox',
    raw: report('failed', '5.2.2', '552 mailbox full'),
    expected: {
      kind: 'receipt',
      state: 'bounced',
      messageKey: ownId,
      failed: ['gone@docomo.ne.jp'],
      cause: 'soft',
      reason: /容量いっぱい/,
    },
  },
  {
    name: 'notice of a delay',
    raw: report('delayed', '4.4.1', 'timeout'),
    expected: { kind: 'receipt', state: 'delayed', messageKey: ownId, failed: ['gone@docomo.ne.jp'] },
  },
  {
    name: 'delivery confirmed',
    raw: report('delivered', '2.0.0', '250 ok'),
    expected: { kind: 'receipt', state: 'delivered', messageKey: ownId },
  },
  {
    name: 'bounce of au in free text',
    raw: mail(
      [
        'From: Postmaster@ezweb.ne.jp',
        ...usual,
        `Subject: Mail System Error - Returned Mail`,
        'Content-Type: text/plain; charset=iso-2022-jp',
      ],
      [
        jis(
          `次のあて先へのメッセージはエラーのため送信できませんでした。\r\n 550 Unknown user gone@ezweb.ne.jp\r\n\r\nMessage-ID: <${ownId}>\r\nSubject: x`,
        ),
      ],
    ),
    expected: {
      kind: 'receipt',
      state: 'bounced',
      messageKey: ownId,
      failed: ['gone@ezweb.ne.jp'],
      cause: 'hard',
      reason: /存在しません/,
    },
  },
  {
    name: 'read receipt',
    raw: mail(
      [
        'From: hanako@customer.example',
        ...usual,
        ...multipart('report; report-type=disposition-notification', 'b1'),
      ],
      [
        parts('b1', [
          [['Content-Type: text/plain; charset=utf-8'], utf8('開封しました')],
          [
            ['Content-Type: message/disposition-notification'],
            `Original-Message-ID: <${ownId}>\r\nDisposition: manual-action/MDN-sent-manually; displayed`,
          ],
        ]),
      ],
    ),
    expected: { kind: 'receipt', state: 'read', messageKey: ownId },
  },
  letter(
    'clock that runs ahead',
    {
      headers: ['From: hanako@customer.example'],
      type: ['Date: Sun, 22 Nov 2037 10:00:00 +0900'],
      body: 'x',
    },
    { text: 'x', occurredAt: '2026-11-22T01:00:00.000Z' },
  ),
  {
    name: 'clock that stands in the future',
    raw: mail(
      [
        'From: hanako@customer.example',
        'Received: from a by b; Sun, 22 Nov 2026 10:00:05 +0900',
        'Date: Fri, 22 Nov 2030 10:00:00 +0900',
        'Message-ID: <d1@customer.example>',
      ],
      ['x'],
    ),
    expected: { text: 'x', occurredAt: '2026-11-22T01:00:05.000Z' },
  },
  {
    name: 'clock that was never set',
    raw: mail(
      [
        'From: hanako@customer.example',
        'Received: from a by b; Sun, 22 Nov 2026 10:00:05 +0900 (JST)',
        'Date: Thu, 1 Jan 1998 00:00:00 +0900',
        'Message-ID: <d2@customer.example>',
      ],
      ['x'],
    ),
    expected: { text: 'x', occurredAt: '2026-11-22T01:00:05.000Z' },
  },
  {
    name: 'written offline, sent a week later',
    raw: mail(
      [
        'From: hanako@customer.example',
        'Received: from a by b; Sun, 22 Nov 2026 10:00:05 +0900',
        'Date: Sun, 15 Nov 2026 10:00:00 +0900 (日本標準時)',
        'Message-ID: <d3@customer.example>',
      ],
      ['x'],
    ),
    expected: { text: 'x', occurredAt: '2026-11-15T01:00:00.000Z' },
  },
  {
    name: 'no Message-ID',
    raw: mail(
      [
        'From: hanako@customer.example',
        'Received: from a by b; Sun, 22 Nov 2026 10:00:05 +0900',
        'Subject: x',
      ],
      ['x'],
    ),
    expected: { subject: 'x', text: 'x', messageKey: 'sha256-' },
  },
]
