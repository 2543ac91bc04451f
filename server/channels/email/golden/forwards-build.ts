import { bWord, type GoldenMail, jis, mail, sjis, usual, utf8 } from './build.ts'

/** A mail that passes another one on in its text. */
export interface Passed {
  name: string
  subject: string
  /** The one inside, which is mostly the same without its mark. */
  bare: string
  remark?: string
  /** From the separator on. */
  inner: string[]
  charset?: 'utf-8' | 'iso-2022-jp' | 'shift_jis'
  /** What is read while quotations are folded, where that is not all. */
  answer?: string
  /** Undefined where nobody's mail is passed on. */
  writer?: string | null
  headers?: string[]
  threadKeys?: string[]
}

const encoders = { 'utf-8': utf8, 'iso-2022-jp': jis, shift_jis: sjis }

/** Such a mail, and what it must come out as. */
export const passed = (one: Passed): GoldenMail => {
  const { subject, bare, remark, inner, charset = 'utf-8', writer = 'taro@other.example' } = one
  const lines = [...(remark === undefined ? [] : [remark, '']), ...inner]
  return {
    name: `passed on: ${one.name}`,
    raw: mail(
      [
        'From: hanako@customer.example',
        ...usual,
        `Subject: ${bWord(subject, charset)}`,
        ...(one.headers ?? []),
        'MIME-Version: 1.0',
        `Content-Type: text/plain; charset=${charset}`,
        'Content-Transfer-Encoding: 8bit',
      ],
      [encoders[charset](lines.join('\r\n'))],
    ),
    expected: {
      subject,
      text: lines.join('\n').trim(),
      ...(one.answer === undefined ? {} : { answer: one.answer }),
      ...(one.threadKeys ? { threadKeys: one.threadKeys } : {}),
      ...(writer ? { forwarded: `${writer}: ${bare}` } : {}),
    },
  }
}

/** Fields of the inner mail under their names: who wrote, when, to whom, about what. */
export const fields = (
  names: [string, string, string, string],
  writer: string,
  date: string,
  subject: string,
): string[] => [
  `${names[0]}: ${writer}`,
  `${names[1]}: ${date}`,
  `${names[2]}: hanako@customer.example`,
  `${names[3]}: ${subject}`,
  '',
]
