import encoding from 'encoding-japanese'
import iconv from 'iconv-lite'
import type { Machine, ReceiptArrival } from '../../channel.ts'

/** What a mail must come out as: all of it. What is left out is empty, or what `compare` says. */
export interface Expected {
  /** A message unless said otherwise. */
  kind?: 'message' | 'receipt' | 'ignored'
  /** Hanako unless said otherwise. */
  from?: string
  name?: string
  subject?: string
  /** The whole text, white space at both ends aside. */
  text?: string
  /** What is read of it while its quotations are folded; the whole text unless said otherwise. */
  answer?: string
  /** Words that the HTML holds. */
  html?: string
  /** What is read of the HTML while its quotations are folded, in one line. Looked at where it is named. */
  htmlAnswer?: string
  /** Names of the files, in order; `inline:` before those that the HTML shows, ` [type]` behind those that another type than their ending says. */
  files?: string[]
  threadKeys?: string[]
  /** Looked at where it is named. */
  messageKey?: string
  /** Which machine wrote; a person unless said otherwise. */
  machine?: Machine
  context?: Record<string, string>
  recipients?: string[]
  /** Who wrote what is passed on, and its subject: `taro@customer.example: 返品`. */
  forwarded?: string
  /** Looked at where it is named. */
  occurredAt?: string
  state?: ReceiptArrival['state']
  cause?: ReceiptArrival['cause']
  /** Addresses that a mail did not reach. */
  failed?: string[]
  /** Whom it names may tell which message it is about. */
  byRecipients?: true
  reason?: RegExp
}

/** A mail as some program writes it, and what it says. */
export interface GoldenMail {
  name: string
  raw: Buffer
  expected: Expected
}

/** Bytes of the same text in the charsets of Japanese mail. */
export const jis = (text: string): Buffer =>
  Buffer.from(encoding.convert(encoding.stringToCode(text), { to: 'JIS', from: 'UNICODE' }))
export const sjis = (text: string): Buffer => iconv.encode(text, 'cp932')
export const euc = (text: string): Buffer => iconv.encode(text, 'eucjp')
export const utf8 = (text: string): Buffer => Buffer.from(text)

const byName = { 'iso-2022-jp': jis, shift_jis: sjis, 'euc-jp': euc, 'utf-8': utf8 }
type Name = keyof typeof byName

/** One encoded word in base64. */
export const bWord = (text: string, charset: Name = 'iso-2022-jp', label: string = charset): string =>
  `=?${label}?B?${byName[charset](text).toString('base64')}?=`

/** One encoded word in quoted-printable. */
export const qWord = (text: string, charset: Name = 'utf-8'): string =>
  `=?${charset}?Q?${[...byName[charset](text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')}?=`

/** Quoted-printable body of these bytes, with soft line breaks. */
export const quotedPrintable = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) =>
      byte === 10 || byte === 13 || (byte >= 32 && byte < 127 && byte !== 61)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
    .replaceAll(/([^\r\n]{60}[^\r\n=]{1,3}(?:=[0-9A-F]{2})?)(?=[^\r\n])/g, '$1=\r\n')

/** A mail of header lines and a body. Strings are taken as bytes (latin1); Buffers as they are. Lines end with CRLF. */
export const mail = (headers: (string | Buffer)[], body: (string | Buffer)[]): Buffer => {
  const bytes = (piece: string | Buffer): Buffer =>
    typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
  const end = Buffer.from('\r\n')
  return Buffer.concat([
    ...headers.flatMap((line) => [bytes(line), end]),
    end,
    ...body.flatMap((line) => [bytes(line), end]),
  ])
}

/** The headers that every mail of the corpus shares. */
export const usual = [
  'Received: from mx.customer.example by mx.shop.example; Sun, 22 Nov 2026 10:00:05 +0900',
  'Date: Sun, 22 Nov 2026 10:00:00 +0900',
  'Message-ID: <golden@customer.example>',
  'To: support@shop.example',
]

/** A header line whose value holds raw bytes. */
export const rawHeader = (name: string, value: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${name}: `), Buffer.from(value as string)])

const plain = (charset: string, encodingName = '7bit'): string[] => [
  'MIME-Version: 1.0',
  `Content-Type: text/plain; charset=${charset}`,
  `Content-Transfer-Encoding: ${encodingName}`,
]

/** A plain mail from Hanako with an encoded body. */
export const letter = (
  name: string,
  options: {
    headers?: (string | Buffer)[]
    type?: string[]
    charset?: string
    encoding?: string
    body: Buffer | string
  },
  expected: Expected,
): GoldenMail => {
  const type = options.type ?? plain(options.charset ?? 'utf-8', options.encoding)
  const from = options.headers?.some((line) => /^from:/i.test(line.toString('latin1' as never)))
    ? []
    : ['From: hanako@customer.example']
  return {
    name,
    raw: mail([...from, ...usual, ...(options.headers ?? []), ...type], [options.body]),
    expected,
  }
}

/** A part of a multipart: header lines, then its body. */
export type Part = [headers: (string | Buffer)[], body: string | Buffer]

/** A multipart body as one Buffer. */
export const parts = (boundary: string, list: Part[]): Buffer =>
  Buffer.concat([
    ...list.flatMap(([headers, body]) => [Buffer.from(`--${boundary}\r\n`), mail(headers, [body])]),
    Buffer.from(`--${boundary}--\r\n`),
  ])

/** Header lines of a multipart. */
export const multipart = (kind: string, boundary: string): string[] => [
  'MIME-Version: 1.0',
  `Content-Type: multipart/${kind}; boundary="${boundary}"`,
]

/** A base64 body with lines of 76 characters. */
export const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
