import { bWord, type GoldenMail, mail, parts, utf8 } from './build.ts'
import { ownId, plain, report, returned } from './bounces-build.ts'

const daemon = 'MAILER-DAEMON@mx.example (Mail Delivery System)'

/** Bounces of the mail servers of the world. */
export const servers: GoldenMail[] = [
  plain(
    'qmail, two recipients',
    {
      from: 'MAILER-DAEMON@qmail.example',
      subject: 'failure notice',
      body: `Hi. This is the qmail-send program at qmail.example.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up.\r\n\r\n<a@one.example>:\r\n192.0.2.1 does not like recipient.\r\nRemote host said: 550 5.1.1 no such user\r\n\r\n<b@two.example>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${returned('a@one.example')}`,
    },
    ['a@one.example', 'b@two.example'],
    { cause: 'hard' },
  ),
  plain(
    'Exim',
    {
      from: 'Mail Delivery System <Mailer-Daemon@exim.example>',
      subject: 'Mail delivery failed: returning message to sender',
      headers: ['X-Failed-Recipients: c@three.example', 'Auto-Submitted: auto-replied'],
      body: `This message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to one or more of its\r\nrecipients. This is a permanent error. The following address(es) failed:\r\n\r\n  c@three.example\r\n    SMTP error from remote mail server after RCPT TO:<c@three.example>:\r\n    550 5.1.1 User unknown\r\n\r\n------ This is a copy of the message, including all the headers. ------\r\n\r\n${returned('c@three.example')}`,
    },
    ['c@three.example'],
    { cause: 'hard' },
  ),
  plain(
    'Exim, still trying',
    {
      from: 'Mail Delivery System <Mailer-Daemon@exim.example>',
      subject: 'Warning: message 1abc delayed 24 hours',
      body: `This message was created automatically by mail delivery software.\r\nA message that you sent has not yet been delivered to one or more of its\r\nrecipients after more than 24 hours on the queue.\r\n\r\nThe address to which the message has not yet been delivered is:\r\n\r\n  c@three.example\r\n    host mx.three.example: 421 4.3.2 timeout\r\n\r\nNo action is required on your part. Delivery attempts will continue.\r\n\r\nMessage-ID: <${ownId}>\r\nTo: c@three.example`,
    },
    ['c@three.example'],
    { state: 'delayed', cause: undefined as never, reason: /遅れて/ },
  ),
  report(
    'Postfix, two of three recipients',
    {
      from: daemon,
      subject: 'Undelivered Mail Returned to Sender',
      headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'],
      body: 'This is the mail system at host mx.example.',
      groups: [
        { to: 'd@four.example', status: '5.1.1', said: '550 5.1.1 User unknown' },
        {
          to: 'fwd@five.example',
          original: 'e@five.example',
          status: '5.2.2',
          said: '552 5.2.2 mailbox full',
        },
        { to: 'f@six.example', action: 'delayed', status: '4.4.1', said: '' },
      ],
    },
    { cause: 'hard' },
  ),
  report(
    'Postfix, still trying',
    {
      from: daemon,
      subject: 'Delayed Mail (still being retried)',
      body: 'Your message could not be delivered for more than 4 hour(s). It will be retried until it is 5 day(s) old.',
      groups: [{ to: 'd@four.example', action: 'delayed', status: '4.4.1', said: 'timed out' }],
    },
    { state: 'delayed', cause: undefined as never, failed: ['d@four.example'] },
  ),
  report(
    'sendmail',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@send.example>',
      subject: 'Returned mail: see transcript for details',
      body: '   ----- The following addresses had permanent fatal errors -----\r\n<g@seven.example>',
      groups: [
        {
          to: 'g@seven.example',
          status: '5.1.2',
          said: '550 Host unknown (Name server: seven.example: host not found)',
        },
      ],
    },
    { cause: 'hard' },
  ),
  plain(
    'sendmail of old, its report lost',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON>',
      subject: 'Returned mail: User unknown',
      headers: [],
      body: `   ----- Transcript of session follows -----\r\n... while talking to mx.eight.example:\r\n>>> RCPT To:<h@eight.example>\r\n<<< 550 h@eight.example... User unknown\r\n\r\n   ----- Unsent message follows -----\r\n${returned('h@eight.example')}`,
    },
    ['h@eight.example'],
    { cause: 'hard' },
  ),
  plain(
    'Exchange of old',
    {
      from: 'System Administrator <postmaster@exchange.example>',
      subject: 'Undeliverable: Re: order',
      body: `Your message\r\n\r\n  To:      i@nine.example\r\n  Subject: Re: order\r\n\r\ndid not reach the following recipient(s):\r\n\r\ni@nine.example on Sun, 22 Nov 2026 10:00:00 +0900\r\n    The recipient name is not recognized\r\n\r\n${returned('i@nine.example')}`,
    },
    ['i@nine.example'],
    { cause: 'soft' },
  ),
  ...(
    [
      ['Exchange in Japanese', '配信不能: Re: order', '次の受信者またはグループへの配信に失敗しました:'],
      [
        'Exchange in German',
        'Unzustellbar: Re: order',
        'Fehler bei der Nachrichtenzustellung an folgende Empfänger:',
      ],
      ['Office 365', 'Undeliverable: Re: order', 'Your message to j@ten.example couldn’t be delivered.'],
    ] as const
  ).map(([name, subject, body]) =>
    report(
      name,
      {
        from: 'postmaster@exchange.example',
        subject: bWord(subject, 'utf-8'),
        body: utf8(body),
        groups: [
          { to: 'j@ten.example', status: '5.1.10', said: '550 5.1.10 RESOLVER.ADR.RecipientNotFound' },
        ],
      },
      { cause: 'hard' },
    ),
  ),
  report(
    'Google',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      subject: 'Delivery Status Notification (Failure)',
      headers: ['X-Failed-Recipients: k@gmail.com'],
      body: '** Address not found **\r\n\r\nYour message wasn’t delivered to k@gmail.com.',
      groups: [
        {
          to: 'k@gmail.com',
          status: '5.1.1',
          said: '550-5.1.1 The email account that you tried to reach does not exist.',
        },
      ],
    },
    { cause: 'hard' },
  ),
  report(
    'Amazon SES',
    {
      from: 'MAILER-DAEMON@amazonses.com',
      subject: 'Delivery Status Notification (Failure)',
      body: 'An error occurred while trying to deliver the mail to the following recipients:\r\nl@eleven.example',
      groups: [{ to: 'l@eleven.example', status: '5.7.1', said: '550 5.7.1 Message rejected by policy' }],
    },
    { cause: 'soft' },
  ),
  plain(
    'Amazon SES by a topic of SNS',
    {
      from: 'AWS Notifications <no-reply@sns.amazonaws.com>',
      subject: 'AWS Notification Message',
      headers: ['Return-Path: <0101@amazonses.com>'],
      body: `${JSON.stringify({
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [
            {
              emailAddress: 'm@twelve.example',
              action: 'failed',
              status: '5.1.1',
              diagnosticCode: 'smtp; 550 5.1.1 user unknown',
            },
          ],
        },
        mail: { messageId: '0101', headers: [{ name: 'Message-ID', value: `<${ownId}>` }] },
      })}\r\n\r\n--\r\nIf you wish to stop receiving notifications from this topic, please visit the link below.`,
    },
    ['m@twelve.example'],
    { cause: 'hard' },
  ),
  {
    name: 'a complaint',
    raw: mail(
      [
        'From: feedbackloop@provider.example',
        'To: support@shop.example',
        'Subject: Abuse Report',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
      ],
      [
        parts('b1', [
          [['Content-Type: text/plain'], 'This is an email abuse report.'],
          [
            ['Content-Type: message/feedback-report'],
            'Feedback-Type: abuse\r\nUser-Agent: Loop/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <n@thirteen.example>',
          ],
          [['Content-Type: message/rfc822'], `${returned('n@thirteen.example')}\r\n\r\nHello`],
        ]),
      ],
    ),
    expected: {
      kind: 'receipt',
      state: 'complained',
      cause: 'complaint',
      messageKey: ownId,
      failed: ['n@thirteen.example'],
    },
  },
]
