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

const organizer = 'hanako@customer.example'
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
const fromGoogle = (
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
const fromExchange = (
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

const google = (method: string, ...lines: string[]): Buffer =>
  folded(
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR',
  )

const tokyo = [
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

const people = [
  `ORGANIZER;CN=山田 花子:mailto:${organizer}`,
  'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=緑の靴店 サポート窓口;X-NUM-GUESTS=0:mailto:support@shop.example',
]
const long = '秋冬コレクションの展示と、店舗での受け取りについてのオンライン打ち合わせ（第二回）'
const exchange = (method: string, zone: string, ...lines: string[]): Buffer =>
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

const who = { eventOrganizer: `山田 花子 <${organizer}>` }

/** Invitations and cancellations with all that the programs of Google and Microsoft put into them. */
export const invitations: GoldenMail[] = [
  fromGoogle(
    {
      name: 'invitation',
      subject: `招待状: ${long}`,
      method: 'REQUEST',
      text: utf8(
        '次の予定に招待されました。\r\n\r\nタイトル: 秋冬コレクションの展示と、 \r\n店舗での受け取りについて\r\n日時: 2026年 11月 25日',
      ),
      html: '<div><p>次の予定に招待されました。</p></div>',
      ics: google(
        'REQUEST',
        'BEGIN:VEVENT',
        'DTSTART:20261125T010000Z',
        'DTEND:20261125T020000Z',
        'DTSTAMP:20261122T010000Z',
        ...people,
        'UID:0123456789abcdefghij@calendar.example',
        'DESCRIPTION:-::~:~::~:~:~\\nこの説明は編集しないでください。\\n-::~:~::~:~:~',
        'LOCATION:本社\\, 3階\\; 第二会議室',
        'SEQUENCE:0',
        'STATUS:CONFIRMED',
        `SUMMARY:${long}`,
        'END:VEVENT',
      ),
    },
    {
      text: '次の予定に招待されました。\n\nタイトル: 秋冬コレクションの展示と、店舗での受け取りについて\n日時: 2026年 11月 25日',
      html: '<p>次の予定に招待されました。</p>',
      files: ['招待.ics', 'invite.ics'],
      context: {
        ...who,
        event: long,
        eventMethod: 'REQUEST',
        eventStart: '2026-11-25T01:00Z',
        eventEnd: '2026-11-25T02:00Z',
        eventWhere: '本社, 3階; 第二会議室',
      },
    },
  ),
  fromGoogle(
    {
      name: 'invitation to what comes back every week, in the time of Tokyo',
      subject: '招待状: 週次の確認',
      method: 'REQUEST',
      text: utf8('次の予定に招待されました。'),
      html: '<p>次の予定に招待されました。</p>',
      ics: google(
        'REQUEST',
        ...tokyo,
        'BEGIN:VEVENT',
        'DTSTART;TZID=Asia/Tokyo:20261125T100000',
        'DTEND;TZID=Asia/Tokyo:20261125T103000',
        'RRULE:FREQ=WEEKLY;BYDAY=WE',
        ...people,
        'SUMMARY:週次の確認',
        'END:VEVENT',
      ),
    },
    {
      text: '次の予定に招待されました。',
      html: '<p>次の予定に招待されました。</p>',
      files: ['招待.ics', 'invite.ics'],
      context: {
        ...who,
        event: '週次の確認',
        eventMethod: 'REQUEST',
        eventStart: '2026-11-25T10:00+09:00',
        eventEnd: '2026-11-25T10:30+09:00',
        eventRepeats: 'yes',
      },
    },
  ),
  fromGoogle(
    {
      name: 'cancellation',
      subject: '予定のキャンセル: 打ち合わせ',
      method: 'CANCEL',
      text: utf8('この予定はキャンセルされ、カレンダーから削除 \r\nされました。'),
      html: '<p>この予定はキャンセルされました。</p>',
      ics: google(
        'CANCEL',
        'BEGIN:VEVENT',
        'DTSTART:20261125T010000Z',
        'DTEND:20261125T020000Z',
        ...people,
        'SEQUENCE:1',
        'STATUS:CANCELLED',
        'SUMMARY:打ち合わせ',
        'END:VEVENT',
      ),
    },
    {
      text: 'この予定はキャンセルされ、カレンダーから削除されました。',
      html: '<p>この予定はキャンセルされました。</p>',
      files: ['予定.ics', 'invite.ics'],
      context: {
        ...who,
        event: '打ち合わせ',
        eventMethod: 'CANCEL',
        eventStart: '2026-11-25T01:00Z',
        eventEnd: '2026-11-25T02:00Z',
      },
    },
  ),
  fromExchange(
    {
      name: 'invitation, in the time of Tokyo as Windows calls it',
      subject: '打ち合わせのお願い',
      method: 'REQUEST',
      text: jis('①新作の件で、打ち合わせをお願いします。\r\n\r\n山田'),
      html: '<html><body><p>①新作の件で、打ち合わせをお願いします。</p></body></html>',
      ics: exchange(
        'REQUEST',
        'Tokyo Standard Time',
        'DESCRIPTION;LANGUAGE=ja-JP:①新作の件で、打ち合わせをお願いします。\\n\\n山田\\n',
        'UID:040000008200E00074C5B7101A82E00800000000000000000000000000000000000000000000000000000000000000000000',
        `SUMMARY;LANGUAGE=ja-JP:${long}`,
        'DTSTART;TZID=Tokyo Standard Time:20261125T100000',
        'DTEND;TZID=Tokyo Standard Time:20261125T110000',
        'LOCATION;LANGUAGE=ja-JP:Microsoft Teams 会議',
        'STATUS:CONFIRMED',
        'SEQUENCE:0',
      ),
    },
    {
      text: '①新作の件で、打ち合わせをお願いします。\n\n山田',
      html: '<p>①新作の件で、打ち合わせをお願いします。</p>',
      files: ['招待.ics'],
      context: {
        ...who,
        event: long,
        eventMethod: 'REQUEST',
        eventStart: '2026-11-25T10:00+09:00',
        eventEnd: '2026-11-25T11:00+09:00',
        eventWhere: 'Microsoft Teams 会議',
      },
    },
  ),
  fromExchange(
    {
      name: 'cancellation without a word, in a time zone with a Japanese name',
      subject: 'キャンセル済み: 打ち合わせ',
      method: 'CANCEL',
      text: Buffer.from('\r\n'),
      html: '<html><head><style>p {margin: 0}</style></head><body><div>&nbsp;</div></body></html>',
      ics: exchange(
        'CANCEL',
        '(UTC+09:00) 大阪、札幌、東京',
        'SUMMARY;LANGUAGE=ja-JP:キャンセル済み: 打ち合わせ',
        'DTSTART;TZID="(UTC+09:00) 大阪、札幌、東京":20261125T100000',
        'DTEND;TZID="(UTC+09:00) 大阪、札幌、東京":20261125T110000',
        'STATUS:CANCELLED',
        'SEQUENCE:1',
      ),
    },
    {
      text: `予定の取り消し: キャンセル済み: 打ち合わせ\n日時: 2026-11-25 10:00 UTC+09:00 – 2026-11-25 11:00 UTC+09:00\n主催者: 山田 花子 <${organizer}>`,
      files: ['予定.ics'],
      context: {
        ...who,
        event: 'キャンセル済み: 打ち合わせ',
        eventMethod: 'CANCEL',
        eventStart: '2026-11-25T10:00+09:00',
        eventEnd: '2026-11-25T11:00+09:00',
      },
    },
  ),
]
