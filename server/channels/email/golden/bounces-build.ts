import { type Expected, type GoldenMail, mail, multipart, type Part, parts } from './build.ts'

/** One of our Message-IDs, without brackets. */
export const ownId = 'm.0192f000-0000-7000-8000-000000000001@shop.example'

/** The header of our mail, as it comes back. */
export const returned = (to: string): string =>
  [
    'Received: from mail.shop.example by relay.example; Sun, 22 Nov 2026 09:59:00 +0900',
    `Message-ID: <${ownId}>`,
    'From: support@shop.example',
    `To: ${to}`,
    'Subject: Re: order',
  ].join('\r\n')

const head = (from: string, subject: string, more: string[]): string[] => [
  'Received: from mx.example by mx.shop.example; Sun, 22 Nov 2026 10:00:05 +0900',
  'Date: Sun, 22 Nov 2026 10:00:00 +0900',
  'Message-ID: <notice@mx.example>',
  'To: support@shop.example',
  `From: ${from}`,
  `Subject: ${subject}`,
  ...more,
]

/** What every bounce of the corpus must come out as, unless it says something else. */
const bounced = (failed: string[], cause: 'hard' | 'soft'): Expected => ({
  kind: 'receipt',
  state: 'bounced',
  messageKey: ownId,
  failed,
  cause,
})

interface Notice {
  from: string
  subject: string
  headers?: string[]
  charset?: string
  body: string | Buffer
}

const typed = (charset: string): string => `Content-Type: text/plain; charset=${charset}`

/** A notice in plain text. */
export const plain = (
  name: string,
  { from, subject, headers = ['Return-Path: <>'], charset = 'utf-8', body }: Notice,
  failed: string[],
  expected: Expected & { cause?: 'hard' | 'soft' },
): GoldenMail => ({
  name: `bounce: ${name}`,
  raw: mail(head(from, subject, ['MIME-Version: 1.0', typed(charset), ...headers]), [body]),
  expected: { ...bounced(failed, expected.cause ?? 'hard'), ...expected },
})

/** A notice with the mail that came back as a part. */
export const mixed = (
  name: string,
  notice: Notice & { to: string; type?: string },
  failed: string[],
  expected: Expected & { cause?: 'hard' | 'soft' },
): GoldenMail => {
  const { from, subject, headers = ['Return-Path: <>'], charset = 'utf-8', body, to } = notice
  const list: Part[] = [
    [[typed(charset)], body],
    [[`Content-Type: ${notice.type ?? 'message/rfc822'}`], `${returned(to)}\r\n\r\nHello`],
  ]
  return {
    name: `bounce: ${name}`,
    raw: mail(head(from, subject, [...headers, ...multipart('mixed', 'b1')]), [parts('b1', list)]),
    expected: { ...bounced(failed, expected.cause ?? 'hard'), ...expected },
  }
}

/** A recipient's group of a delivery report. */
export interface Group {
  to: string
  original?: string
  action?: string
  status: string
  said: string
}

const groupOf = ({ to, original, action = 'failed', status, said }: Group): string =>
  [
    ...(original ? [`Original-Recipient: rfc822;${original}`] : []),
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(said ? [`Diagnostic-Code: smtp; ${said}`] : []),
  ].join('\r\n')

/** A delivery report of RFC 3464. */
export const report = (
  name: string,
  notice: Notice & { groups: Group[] },
  expected: Expected & { cause?: 'hard' | 'soft' },
): GoldenMail => {
  const { from, subject, headers = ['Return-Path: <>'], charset = 'utf-8', body, groups } = notice
  const status = ['Reporting-MTA: dns; mx.example', ...groups.map((group) => `\r\n${groupOf(group)}`)].join(
    '\r\n',
  )
  const list: Part[] = [
    [[typed(charset)], body],
    [['Content-Type: message/delivery-status'], status],
    [['Content-Type: text/rfc822-headers'], returned(groups[0]?.to ?? '')],
  ]
  const type = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
  ]
  return {
    name: `bounce: ${name}`,
    raw: mail(head(from, subject, [...headers, ...type]), [parts('b1', list)]),
    expected: {
      ...bounced(
        groups
          .filter(({ action = 'failed' }) => action === 'failed')
          .map(({ to, original }) => original ?? to),
        expected.cause ?? 'hard',
      ),
      ...expected,
    },
  }
}
