import {
  base64,
  bWord,
  jis,
  mail,
  multipart,
  parts,
  sjis,
  utf8,
} from '../../server/channels/email/golden/build.ts'
import type { Left } from './desk.ts'

type Charset = 'utf-8' | 'iso-2022-jp' | 'shift_jis'
const encoders = { 'utf-8': utf8, 'iso-2022-jp': jis, shift_jis: sjis }

/** How a mail program writes. */
export interface Client {
  name: string
  /** Lines of its own in the head. */
  head?: string[]
  /** What it tells of the thread: everything, the answered mail alone, ids of its own in place of ours, or nothing. */
  thread: 'all' | 'answered' | 'renamed' | 'none'
  reply: string
  forward?: string
  charset?: Charset
  /** Above what it quotes, and before each line of that. */
  intro: string
  mark: string
  html?: boolean
  /** It quotes nothing. */
  bare?: boolean
}

/** A letter of somebody's. */
export interface Letter {
  from: string
  to: string
  text?: string
  cc?: string
  head?: string[]
  subject?: string
  client?: Client
  date?: string
}

let letters = 0

const body = (
  text: string,
  { charset = 'utf-8', html = false }: Partial<Client>,
): { head: string[]; body: Buffer | string } => {
  const encode = encoders[charset]
  const transfer = charset === 'iso-2022-jp' ? '7bit' : 'base64'
  const wrap = (bytes: Buffer): Buffer | string => (transfer === '7bit' ? bytes : base64(bytes))
  const type = [`Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${transfer}`]
  if (!html)
    return { head: ['MIME-Version: 1.0', ...type], body: wrap(encode(text.replaceAll('\n', '\r\n'))) }
  const page = `<html><body>${text
    .split('\n')
    .map((line) => `<div>${line.replaceAll('<', '&lt;') || '<br>'}</div>`)
    .join('')}</body></html>`
  return {
    head: multipart('alternative', 'b1'),
    body: parts('b1', [
      [type, wrap(encode(text.replaceAll('\n', '\r\n')))],
      [
        [`Content-Type: text/html; charset=${charset}`, `Content-Transfer-Encoding: ${transfer}`],
        wrap(encode(page)),
      ],
    ]),
  }
}

/** A letter as a program writes it; gives its Message-ID, too. */
export const write = (letter: Letter): { raw: Buffer; messageId: string } => {
  const { from, to, cc, subject = 'お問い合わせ', text = 'お世話になっております。', client, date } = letter
  const messageId = `letter${(letters += 1)}@${from.slice(from.lastIndexOf('@') + 1).replace('>', '')}`
  const written = body(text, client ?? {})
  const raw = mail(
    [
      `Received: from mx.out.example by mx.shop.example; ${date ?? 'Sun, 22 Nov 2026 10:00:05 +0900'}`,
      `Date: ${date ?? 'Sun, 22 Nov 2026 10:00:00 +0900'}`,
      `Message-ID: <${messageId}>`,
      `From: ${from}`,
      `To: ${to}`,
      ...(cc ? [`Cc: ${cc}`] : []),
      `Subject: ${/^[ -~]*$/.test(subject) ? subject : bWord(subject, client?.charset ?? 'utf-8')}`,
      ...(client?.head ?? []),
      ...(letter.head ?? []),
      ...written.head,
    ],
    [written.body],
  )
  return { raw, messageId }
}

const threadOf = ({ messageId, references }: Left, { thread }: Client): string[] => {
  const all = [...references, messageId].map((id) => `<${id}>`).join('\r\n ')
  if (thread === 'all') return [`In-Reply-To: <${messageId}>`, `References: ${all}`]
  if (thread === 'answered') return [`In-Reply-To: <${messageId}>`]
  return thread === 'renamed'
    ? ['In-Reply-To: <renamed@relay.example>', 'References: <renamed@relay.example>']
    : []
}

const quoted = (client: Client, left: Left): string =>
  client.bare
    ? ''
    : `\n\n${client.intro.replace('SHOP', left.replyTo)}\n${[
        'お問い合わせありがとうございます。',
        '確認いたします。',
      ]
        .map((line) => client.mark + line)
        .join('\n')}`

/** Somebody's answer to a mail of ours. */
export const reply = (
  client: Client,
  left: Left,
  letter: Partial<Letter> & { from: string },
): { raw: Buffer; messageId: string } => {
  const bare = left.subject.replace(/^Re: /, '')
  return write({
    to: left.replyTo,
    client,
    ...letter,
    subject: letter.subject ?? `${client.reply}${bare}`,
    text: `${letter.text ?? 'ありがとうございます。よろしくお願いします。'}${quoted(client, left)}`,
    head: [...threadOf(left, client), ...(letter.head ?? [])],
  })
}

/** A delivery report of some server's about a mail of ours. `header`: what it returns of it. */
export const bounce = (
  to: string,
  failed: string,
  header: string,
  more: { head?: string[]; text?: string } = {},
): Buffer =>
  mail(
    [
      'Received: from mx.out.example by mx.shop.example; Sun, 22 Nov 2026 10:05:05 +0900',
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mx.out.example>',
      `To: ${to}`,
      `Message-ID: <bounce${(letters += 1)}@mx.out.example>`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      ...(more.head ?? []),
      ...multipart('report; report-type=delivery-status', 'b1'),
    ],
    [
      parts('b1', [
        [
          ['Content-Type: text/plain'],
          more.text ?? `<${failed}>: host mx.out.example said: 550 5.1.1 User unknown`,
        ],
        [
          ['Content-Type: message/delivery-status'],
          `Reporting-MTA: dns; mx.out.example\r\n\r\nFinal-Recipient: rfc822; ${failed}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown`,
        ],
        ...(header === '' ? [] : [[['Content-Type: text/rfc822-headers'], header] as [string[], string]]),
      ]),
    ],
  )
