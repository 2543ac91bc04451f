import { bWord, type GoldenMail, mail, multipart, parts, usual, utf8 } from './build.ts'
import { fields, passed } from './forwards-build.ts'
import { foreign } from './forwards-tongues.ts'

const whole = (
  name: string,
  subject: string | undefined,
  inner: { subject: string; body: string },
  remark: string,
): GoldenMail => ({
  name: `passed on: whole, ${name}`,
  raw: mail(
    [
      'From: hanako@customer.example',
      ...usual,
      ...(subject === undefined ? [] : [`Subject: ${bWord(subject, 'utf-8')}`]),
      ...multipart('mixed', 'b1'),
    ],
    [
      parts('b1', [
        [['Content-Type: text/plain; charset=utf-8'], utf8(remark)],
        [
          ['Content-Type: message/rfc822', 'Content-Disposition: attachment'],
          mail(
            [
              'From: taro@other.example',
              'Message-ID: <inner@other.example>',
              `Subject: ${bWord(inner.subject, 'utf-8')}`,
              'Content-Type: text/plain; charset=utf-8',
            ],
            [utf8(inner.body)],
          ),
        ],
      ]),
    ],
  ),
  expected: {
    ...(subject === undefined ? {} : { subject }),
    text: remark,
    files: [`${inner.subject}.eml`],
    forwarded: `taro@other.example: ${inner.subject}`,
  },
})

/** Mails passed on by programs of other languages, and as a whole. */
export const worldForwards: GoldenMail[] = [
  ...foreign.map(({ language, mark, subject, separator, names, words: said, remark, answer }) =>
    passed({
      name: language,
      subject: `${mark}${subject}`,
      bare: subject,
      remark,
      inner: [
        ...(separator ? separator.split('\r\n') : []),
        ...fields(names, 'Taro <taro@other.example>', '2026-11-21 09:00', subject),
        said,
      ],
      ...(answer ? { answer: remark } : {}),
    }),
  ),
  whole(
    'in Japanese',
    'Fwd: 蓋の破損',
    { subject: '蓋の破損', body: '蓋が割れて届きました。' },
    '添付のメールをご確認ください。',
  ),
  whole(
    'in English',
    'FW: Broken lid',
    { subject: 'Broken lid', body: 'The lid came broken.' },
    'See the mail.',
  ),
  whole(
    'under a subject of whoever passes it on',
    'FW: Careful with this one',
    { subject: 'Broken lid', body: 'The lid came broken.' },
    'See the mail.',
  ),
  whole('without a subject', undefined, { subject: 'Broken lid', body: 'The lid came broken.' }, ''),
]
