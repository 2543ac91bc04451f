import {
  base64,
  type Expected,
  type GoldenMail,
  jis,
  mail,
  multipart,
  type Part,
  parts,
  utf8,
} from './build.ts'

/** Who invites. */
export const organizer = 'hanako@customer.example'
const usual = [
  'Received: from mx.customer.example by mx.shop.example; Sun, 22 Nov 2026 10:00:05 +0900',
  'Date: Sun, 22 Nov 2026 01:00:00 +0000',
  'Message-ID: <golden@customer.example>',
  `From: =?UTF-8?B?5bGx55SwIOiKseWtkA==?= <${organizer}>`,
  'To: support@shop.example',
]

/** Lines of a calendar, folded after 75 bytes wherever that is: also within a letter of several (RFC 5545, section 3.1). */
const folded = (...lines: string[]): Buffer =>
  Buffer.concat(
    lines.flatMap((line) => {
      const bytes = utf8(`${line}\r\n`)
      const pieces = [bytes.subarray(0, 75)]
      for (let at = 75; at < bytes.length; at += 74) pieces.push(utf8('\r\n '), bytes.subarray(at, at + 74))
      return pieces
    }),
  )

const encoded = (type: string, content: Buffer, more: string[] = []): Part => [
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more],
  base64(content),
]

interface Invitation {
  name: string
  subject: string
  ics: Buffer
  method: string
  text: Buffer
  html: string
}

/** As Google Calendar sends it: the letter in two forms with the calendar, and the same calendar as a file. */
export const fromGoogle = (
  { name, subject, ics, method, text, html }: Invitation,
  expected: Expected,
): GoldenMail => {
  const letter: Part[] = [
    encoded('text/plain; charset="UTF-8"; format=flowed; delsp=yes', text),
    encoded('text/html; charset="UTF-8"', utf8(html)),
    [
      [`Content-Type: text/calendar; charset="UTF-8"; method=${method}`, 'Content-Transfer-Encoding: 8bit'],
      ics,
    ],
  ]
  return {
    name: `Google: ${name}`,
    raw: mail(
      [
        ...usual,
        `Reply-To: =?UTF-8?B?5bGx55SwIOiKseWtkA==?= <${organizer}>`,
        'Sender: =?UTF-8?B?R29vZ2xlIOOCq+ODrOODs+ODgOODvA==?= <calendar-notification@calendar.example>',
        `Subject: =?UTF-8?B?${utf8(subject).toString('base64')}?=`,
        ...multipart('mixed', 'outer'),
      ],
      [
        parts('outer', [
          [multipart('alternative', 'inner'), parts('inner', letter)],
          encoded('application/ics; name="invite.ics"', ics, [
            'Content-Disposition: attachment; filename="invite.ics"',
          ]),
        ]),
      ],
    ),
    expected: { name: '山田 花子', subject, ...expected },
  }
}

/** As Exchange sends it: three forms of one thing, words in the charset of the sender's Windows. */
export const fromExchange = (
  { name, subject, ics, method, text, html }: Invitation,
  expected: Expected,
): GoldenMail => ({
  name: `Exchange: ${name}`,
  raw: mail(
    [
      ...usual,
      `Subject: =?iso-2022-jp?B?${jis(subject).toString('base64')}?=`,
      `Thread-Topic: =?iso-2022-jp?B?${jis(subject).toString('base64')}?=`,
      'Thread-Index: AdxbAAAAAAAAAAAAAAAAAAAAAAAAAA==',
      'Accept-Language: ja-JP, en-US',
      'Content-Language: ja-JP',
      'X-MS-Has-Attach:',
      'X-MS-Exchange-Calendar-Originator-Id: 00000000-0000-0000-0000-000000000000',
      ...multipart('alternative', '_000_one_'),
    ],
    [
      parts('_000_one_', [
        encoded('text/plain; charset="iso-2022-jp"', text),
        encoded('text/html; charset="iso-2022-jp"', jis(html)),
        encoded(`text/calendar; charset="utf-8"; method=${method}`, ics),
      ]),
    ],
  ),
  expected: { name: '山田 花子', subject, ...expected },
})

/** A calendar as Google writes it, with lines of its event. */
export const google = (method: string, ...lines: string[]): Buffer =>
  folded(
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR',
  )

/** How Google says the zone of Tokyo. */
export const tokyo = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Tokyo',
  'X-LIC-LOCATION:Asia/Tokyo',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0900',
  'TZNAME:JST',
  'DTSTART:19700101T000000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** What Windows says of a place without summer time: two rules that are the same. */
const windowsZone = (name: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  ...['STANDARD', 'DAYLIGHT'].flatMap((rule) => [
    `BEGIN:${rule}`,
    'DTSTART:16010101T000000',
    'TZOFFSETFROM:+0900',
    'TZOFFSETTO:+0900',
    `END:${rule}`,
  ]),
  'END:VTIMEZONE',
]

/** Organiser and guest as Exchange names them. */
export const people = [
  `ORGANIZER;CN=山田 花子:mailto:${organizer}`,
  'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=緑の靴店 サポート窓口;X-NUM-GUESTS=0:mailto:support@shop.example',
]
/** A title that is folded within a letter. */
export const long = '秋冬コレクションの展示と、店舗での受け取りについてのオンライン打ち合わせ（第二回）'
/** A calendar as Exchange writes it, with lines of its event. */
export const exchange = (method: string, zone: string, ...lines: string[]): Buffer =>
  folded(
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    ...windowsZone(zone),
    'BEGIN:VEVENT',
    ...people,
    ...lines,
    'CLASS:PUBLIC',
    'PRIORITY:5',
    'DTSTAMP:20261122T010000Z',
    'TRANSP:OPAQUE',
    'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
    'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE',
    'BEGIN:VALARM',
    'DESCRIPTION:REMINDER',
    'TRIGGER;RELATED=START:-PT15M',
    'ACTION:DISPLAY',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  )

/** Who is expected as organiser. */
export const who = { eventOrganizer: `山田 花子 <${organizer}>` }
