import { fork } from 'node:child_process'
import { expect, it } from 'vitest'

/** What a pattern with two ways to read the same characters needs the square of the length for. */
const pieces = [
  'a',
  ' ',
  '\t',
  ';a',
  ';a=',
  ';a*0=b',
  'a ',
  '(',
  '(a',
  ')',
  '"',
  '"a ',
  '\\',
  '<',
  '<a ',
  '<a@b> ',
  '@',
  'a@',
  ',',
  ':',
  '[',
  '.',
  "'",
  '%8',
  '=?',
  '=?a?B?',
  '=?a?B? ',
  '=?a?B?AAAAA?=',
  '=?a?B?A?= ',
  '=?a?Q?_',
  '?=',
  '+c',
  '[#',
  'exceed',
  '5',
  '5.1.',
  'host ',
  '\x1b$B',
  '$B',
  '\xe3\x81\x82',
  '\x82\xa0',
]

const headers = [
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Return-Path',
  'Subject',
  'Date',
  'Received',
  'Message-ID',
  'In-Reply-To',
  'References',
  'List-Id',
  'Precedence',
  'Auto-Submitted',
  'X-Auto-Response-Suppress',
  'X-Loop',
  'Delivered-To',
  'X-Madoguchi-Id',
  'Content-Type',
  'Content-Disposition',
  'Content-Transfer-Encoding',
  'Content-ID',
]
const reported = ['Diagnostic-Code', 'Status', 'Action', 'Final-Recipient', 'Original-Message-ID']

const size = 64_000
const long = (piece: string): string => piece.repeat(Math.floor(size / piece.length))

const plain = (header: string, piece: string): string =>
  `${header === 'From' ? '' : 'From: a@b.example\r\n'}${header}: ${long(piece)}\r\n\r\nx`

const inParts = (piece: string): string =>
  `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\nContent-Type: application/pdf; ${piece.repeat(Math.floor(4_000 / piece.length))}\r\nContent-ID: <${'c'.repeat(500)}@x>\r\n\r\nx\r\n`.repeat(900)}--b\r\nContent-Type: text/html\r\n\r\n${'<p>cid:x</p>'.repeat(50_000)}\r\n--b--\r\n`

const report = (header: string, piece: string): string =>
  `From: mailer-daemon@b.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n${header}: ${long(piece)}x\r\n\r\n--b--\r\n`

const bounce = (piece: string): string =>
  `From: mailer-daemon@b.example\r\nSubject: Undelivered\r\nX-Failed-Recipients: a@b.example\r\n\r\n550 ${long(piece)}x\r\nm.0192f000-0000-7000-8000-00000000000a@shop.example\r\n`

const nested = (inner: string): string =>
  `From: a@b.example\r\n${Array.from({ length: 400 }, (_unused, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b${i}\r\n`).join('')}Content-Type: text/html\r\n\r\n${inner}`

/** Name and bytes of each mail; read one after the other by a process that is ended when one takes half a minute. */
const read = (mails: [name: string, raw: string][]): Promise<string> =>
  new Promise((resolve, reject) => {
    let current = 'the start'
    const reader = fork(new URL('read-in-worker.ts', import.meta.url), { execArgv: [] })
    const end = (outcome: string): void => {
      clearTimeout(timer)
      reader.kill('SIGKILL')
      resolve(outcome)
    }
    const tooLong = (): void => end(`never ended: ${current}`)
    let timer = setTimeout(tooLong, 60_000)
    reader.on('message', (name: string) => {
      current = name
      if (name === '') end('read')
      clearTimeout(timer)
      if (name !== '') timer = setTimeout(tooLong, 30_000)
    })
    reader.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`${current}: the reader ended with ${code}`))
    })
    reader.send(mails)
  })

const named = (header: string, piece: string): string => `${header}: ${JSON.stringify(piece)} again and again`

it.each(headers)('%s of 64 kB is read in no more than its length', { timeout: 300_000 }, async (header) => {
  const mails = pieces.map((piece): [string, string] => [named(header, piece), plain(header, piece)])
  expect(await read(mails)).toBe('read')
})

it.each(reported)('%s of a report is, too', { timeout: 300_000 }, async (header) => {
  const mails = pieces.map((piece): [string, string] => [named(header, piece), report(header, piece)])
  expect(await read(mails)).toBe('read')
})

it('what a mail system says in one endless line is, too', { timeout: 300_000 }, async () => {
  expect(await read(pieces.map((piece) => [piece, bounce(piece)]))).toBe('read')
})

it('hundreds of parts with hostile headers are, too', { timeout: 300_000 }, async () => {
  expect(await read([';a', '(', ';a*0=b', '"a ', 'a'].map((piece) => [piece, inParts(piece)]))).toBe('read')
})

it('hundreds of levels around a body without words are, too', { timeout: 300_000 }, async () => {
  const mails: [string, string][] = ['<br>', '<b></b>', ' \r\n'].map((inner) => [
    inner,
    nested(inner.repeat(100_000)),
  ])
  expect(await read(mails)).toBe('read')
})
