import { bWord, type GoldenMail, jis, utf8 } from './build.ts'
import { mixed, plain, report, returned } from './bounces-build.ts'

/** Bounces of Japanese carriers and providers. */
export const carriers: GoldenMail[] = [
  report(
    'docomo, unknown user',
    {
      from: 'MAILER-DAEMON@docomo.ne.jp',
      subject: 'Returned mail: see transcript for details',
      body: '   ----- The following addresses had permanent fatal errors -----\r\n<hanako.y@docomo.ne.jp>\r\n    (reason: 550 Unknown user hanako.y@docomo.ne.jp)',
      groups: [
        { to: 'hanako.y@docomo.ne.jp', status: '5.1.1', said: '550 Unknown user hanako.y@docomo.ne.jp' },
      ],
    },
    { cause: 'hard', reason: /存在しません/ },
  ),
  report(
    'docomo, an address that breaks the grammar',
    {
      from: 'MAILER-DAEMON@docomo.ne.jp',
      subject: 'Returned mail: see transcript for details',
      body: 'x',
      groups: [{ to: 'hana..ko.@docomo.ne.jp', status: '5.2.0', said: '550 Unknown user' }],
    },
    { cause: 'hard' },
  ),
  mixed(
    'au, domain filter',
    {
      from: 'Postmaster@ezweb.ne.jp',
      subject: 'Mail System Error - Returned Mail',
      headers: ['Return-Path: <MAILER-DAEMON>'],
      charset: 'iso-2022-jp',
      body: jis(
        '次のあて先へのメッセージはエラーのため送信できませんでした。\r\n\r\n<jiro@ezweb.ne.jp>\r\n\r\n受信者側でメールの受信が拒否されました。',
      ),
      to: 'jiro@ezweb.ne.jp',
    },
    ['jiro@ezweb.ne.jp'],
    { cause: 'soft' },
  ),
  plain(
    'au without our id',
    {
      from: '<Postmaster@au.com>',
      subject: 'Mail System Error - Returned Mail',
      headers: ['Return-Path: <MAILER-DAEMON>'],
      charset: 'iso-2022-jp',
      body: jis('送信先メールアドレスが見つかりませんでした。\r\n\r\n<saburo@au.com>\r\n'),
    },
    ['saburo@au.com'],
    { cause: 'hard', messageKey: undefined as never, byRecipients: true },
  ),
  mixed(
    'au one net, full',
    {
      from: 'no-reply@dion.example',
      subject: bWord('メールエラー通知'),
      headers: [],
      charset: 'iso-2022-jp',
      body: jis(
        '送信先のメールボックスが一杯のため、送信できませんでした。\r\n\r\n     Could not be delivered to: <shiro@dion.example>\r\n     As their mailbox is full.',
      ),
      to: 'shiro@dion.example',
    },
    ['shiro@dion.example'],
    { cause: 'soft', reason: /容量いっぱい/ },
  ),
  report(
    'SoftBank, invalid recipient',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@softbank.ne.jp>',
      subject: 'Returned mail: User unknown',
      body: 'x',
      groups: [
        { to: 'goro@softbank.ne.jp', status: '5.1.1', said: '550 Invalid recipient: <goro@softbank.ne.jp>' },
      ],
    },
    { cause: 'hard' },
  ),
  plain(
    'Yahoo! JAPAN',
    {
      from: 'MAILER-DAEMON@yahoo.co.jp',
      subject: 'Failure Notice',
      body: `Sorry, we were unable to deliver your message to the following address.\r\n\r\n<roku@yahoo.co.jp>:\r\nRemote host said:\r\n554 delivery error: dd This user doesn't have a yahoo.co.jp account (roku@yahoo.co.jp) [0] - mta.yahoo.example\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${returned('roku@yahoo.co.jp')}\r\n\r\nHello`,
    },
    ['roku@yahoo.co.jp'],
    { cause: 'hard' },
  ),
  mixed(
    'biglobe, full',
    {
      from: 'postmaster@biglobe.ne.jp',
      subject: 'Returned mail: Service unavailable',
      headers: ['Return-Path: <MAILER-DAEMON>'],
      body: "   ----- The following addresses had delivery problems -----\r\nnana@biglobe.ne.jp\r\n\r\n   ----- Non-delivered information -----\r\nThe number of messages in recipient's mailbox exceeded the local limit: mailbox full",
      to: 'nana@biglobe.ne.jp',
    },
    ['nana@biglobe.ne.jp'],
    { cause: 'soft' },
  ),
  plain(
    'OCN, in two languages',
    {
      from: 'MAILER-DAEMON@ocn.ad.jp',
      subject: 'Undelivered Mail Returned to Sender',
      body: Buffer.concat([
        utf8(
          'I have to inform you that the message returned below could not be delivered.\r\nFor further assistance, please contact <support@ocn.example>\r\n\r\nこのメールと共に返信されているメールは宛先に配信できませんでした。\r\nご不明な点は、<support@ocn.example>へご連絡ください。\r\n\r\n<hachi@ocn.ne.jp>: unknown user: "hachi"\r\n\r\n',
        ),
        utf8(returned('hachi@ocn.ne.jp')),
      ]),
    },
    ['hachi@ocn.ne.jp'],
    { cause: 'hard' },
  ),
  mixed(
    'so-net',
    {
      from: 'MAILER-DAEMON@so-net.ne.jp',
      subject: bWord('配信エラー通知', 'utf-8'),
      body: utf8(
        '以下の宛先にメールを配信できませんでした。\r\n\r\n宛先：kyu@so-net.ne.jp\r\n理由：550 5.1.1 User unknown',
      ),
      to: 'kyu@so-net.ne.jp',
      type: 'text/rfc822-headers',
    },
    ['kyu@so-net.ne.jp'],
    { cause: 'hard' },
  ),
]
