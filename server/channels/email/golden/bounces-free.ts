import { bWord, type GoldenMail, jis, mail, utf8 } from './build.ts'
import { ownId, plain, returned } from './bounces-build.ts'

const nothingElse = { messageKey: undefined as never, byRecipients: true as const }

/** Bounces in free text as further servers write them, most of them without a word of which mail it was. */
export const freeBounces: GoldenMail[] = [
  plain(
    'QQ',
    {
      from: 'PostMaster@qq.com',
      subject: bWord('系统退信/Systems bounce', 'utf-8'),
      body: utf8(
        '很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\r\n\r\n无法发送到 a@qq.com\r\n退信原因\t收件人邮件地址（a@qq.com）不存在，邮件无法送达。\r\nhost mx.qq.com said: 550 Mailbox not found',
      ),
    },
    ['a@qq.com'],
    { ...nothingElse, cause: 'hard' },
  ),
  plain(
    'NetEase',
    {
      from: 'Postmaster@163.com',
      subject: bWord('系统退信', 'utf-8'),
      body: utf8(
        '抱歉，您的邮件被退回来了……\r\n主题\tRe: order\r\n收件人\tb@163.com\r\n退信原因：用户不存在',
      ),
    },
    ['b@163.com'],
    { ...nothingElse, cause: 'hard' },
  ),
  plain(
    'Yahoo! JAPAN, no such account',
    {
      from: 'MAILER-DAEMON@yahoo.co.jp',
      subject: 'failure notice',
      body: `Hi. This is the qmail-send program at yahoo.co.jp.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n<c@yahoo.co.jp>:\r\nThis user doesn't have a yahoo.co.jp account (c@yahoo.co.jp) [0]\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${returned('c@yahoo.co.jp')}\r\n\r\nHello`,
    },
    ['c@yahoo.co.jp'],
    { cause: 'hard' },
  ),
  plain(
    'Gmail in Japanese',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      subject: 'Delivery Status Notification (Failure)',
      headers: ['Return-Path: <>', 'X-Failed-Recipients: d@gmail.com', `In-Reply-To: <${ownId}>`],
      body: utf8(
        '** アドレス不明 **\r\n\r\nd@gmail.com というアドレスが見つからないか、メールを受信できないため、メールは配信されませんでした。',
      ),
    },
    ['d@gmail.com'],
    { cause: 'hard' },
  ),
  {
    ...plain(
      'Gmail in Japanese, still trying',
      {
        from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        subject: 'Delivery Status Notification (Delay)',
        headers: ['Return-Path: <>', 'X-Failed-Recipients: e@x.example'],
        body: utf8(
          '** 配信未完了 **\r\n\r\ne@x.example にメールを配信する際に一時的な問題が発生しました。あと 46 時間再試行されます。配信できない場合は通知が届きます。',
        ),
      },
      ['e@x.example'],
      {},
    ),
    expected: { kind: 'receipt', state: 'delayed', failed: ['e@x.example'], ...nothingElse },
  },
  plain(
    'a mobile provider, full',
    {
      from: 'MAILER-DAEMON@rakumail.jp',
      subject: bWord('配信不能通知'),
      charset: 'iso-2022-jp',
      body: jis(
        '以下の宛先へのメールは配信されませんでした。\r\n宛先: f@rakumail.jp\r\n理由: メールボックスがいっぱいです',
      ),
    },
    ['f@rakumail.jp'],
    { ...nothingElse, cause: 'soft', reason: /容量いっぱい/ },
  ),
  plain(
    'Exchange in Japanese, in one text',
    {
      from: 'postmaster@x.example',
      subject: bWord('配信不能: Re: order', 'utf-8'),
      body: utf8(
        `次の受信者またはグループへの配信に失敗しました:\r\n\r\ng@x.example\r\n入力した電子メール アドレスが見つかりませんでした。\r\n\r\n生成サーバー: ex.x.example\r\ng@x.example\r\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\r\n\r\nオリジナル メッセージのヘッダー:\r\n${returned('g@x.example')}`,
      ),
    },
    ['g@x.example'],
    { cause: 'hard' },
  ),
  plain(
    'Mimecast',
    {
      from: 'postmaster@mimecast.example',
      subject: '[Postmaster] Email Delivery Failure',
      body: 'This is a delivery failure notification message indicating that an email you addressed to email address :\r\n-- h@x.example\r\n\r\ncould not be delivered. The problem appears to be :\r\n-- Recipient email server rejected the message\r\n\r\nAdditional information follows :\r\n-- User unknown',
    },
    ['h@x.example'],
    { ...nothingElse, cause: 'hard' },
  ),
  {
    name: 'no report: a person at an address of a postmaster, who waits for an answer',
    raw: mail(
      [
        'From: postmaster@customer.example',
        'To: support@shop.example',
        `Subject: ${bWord('返信が届きません', 'utf-8')}`,
        'Content-Type: text/plain; charset=utf-8',
      ],
      [utf8('hanako@customer.example から送った問い合わせに、まだ返信が届きません。')],
    ),
    expected: {
      from: 'postmaster@customer.example',
      subject: '返信が届きません',
      text: 'hanako@customer.example から送った問い合わせに、まだ返信が届きません。',
      machine: 'machine',
    },
  },
]
