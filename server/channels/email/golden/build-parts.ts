import {
  base64,
  type Expected,
  type GoldenMail,
  mail,
  multipart,
  type Part,
  parts,
  usual,
  utf8,
} from './build.ts'

const from = 'From: hanako@customer.example'
export const pdf = Buffer.from('%PDF-1.7 test')

/** A mail that is one part in base64. */
export const whole = (name: string, type: string, content: Buffer, expected: Expected): GoldenMail => ({
  name,
  raw: mail(
    [from, ...usual, 'MIME-Version: 1.0', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'],
    [base64(content)],
  ),
  expected,
})

/** A multipart mail. */
export const mixed = (name: string, kind: string, list: Part[], expected: Expected): GoldenMail => ({
  name,
  raw: mail([from, ...usual, ...multipart(kind, 'b1')], [parts('b1', list)]),
  expected,
})

/** A part in base64. */
export const part = (type: string, content: Buffer, more: string[] = []): Part => [
  [`Content-Type: ${type}`, ...more, 'Content-Transfer-Encoding: base64'],
  base64(content),
]
/** A plain part. */
export const text = (words: string): Part => [['Content-Type: text/plain; charset=utf-8'], utf8(words)]
