import { type GoldenMail, sjis, utf8 } from './build.ts'
import { mixed, part, text, whole } from './build-parts.ts'

const ics = (...lines: string[]): Buffer =>
  utf8(
    [
      'BEGIN:VCALENDAR',
      ...lines.slice(0, 1),
      'BEGIN:VEVENT',
      ...lines.slice(1),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
const calendar = 'text/calendar; charset=utf-8; method=REQUEST'

const newYork = [
  'BEGIN:VTIMEZONE',
  'TZID:Eastern Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n')

const withZone = (zone: string, ...lines: string[]): Buffer =>
  utf8(
    ['BEGIN:VCALENDAR', 'METHOD:REQUEST', zone, 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join(
      '\r\n',
    ),
  )

const event = (start: string, end: string, more: Record<string, string> = {}): Record<string, string> => ({
  event: '打ち合わせ',
  eventMethod: 'REQUEST',
  eventStart: start,
  eventEnd: end,
  ...more,
})

/** Invitations and what becomes of them. */
export const calendars: GoldenMail[] = [
  mixed(
    'invitation of Google beside its letter',
    'alternative',
    [
      text('招待状です'),
      part(
        calendar,
        ics(
          'METHOD:REQUEST',
          'DTSTART:20261125T010000Z',
          'DTEND:20261125T020000Z',
          'ORGANIZER;CN="山田, 花子":mailto:hanako@customer.example',
          'ATTENDEE;CN=shop;PARTSTAT=NEEDS-ACTION:mailto:support@shop.example',
          'SUMMARY:打ち合わせ',
          'LOCATION:本社\\, 3階',
          'BEGIN:VALARM',
          'SUMMARY:alarm',
          'END:VALARM',
        ),
      ),
    ],
    {
      text: '招待状です',
      files: ['招待.ics'],
      context: event('2026-11-25T01:00Z', '2026-11-25T02:00Z', {
        eventWhere: '本社, 3階',
        eventOrganizer: '山田, 花子 <hanako@customer.example>',
      }),
    },
  ),
  whole(
    'invitation without a letter, in the time of Tokyo',
    calendar,
    ics(
      'METHOD:REQUEST',
      'DTSTART;TZID=Asia/Tokyo:20261125T100000',
      'DURATION:PT1H30M',
      'SUMMARY:打ち合',
      ' わせ',
      'LOCATION:会議室',
    ),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-11-25 10:00 UTC+09:00 – 2026-11-25 11:30 UTC+09:00\n場所: 会議室',
      files: ['招待.ics'],
      context: event('2026-11-25T10:00+09:00', '2026-11-25T11:30+09:00', { eventWhere: '会議室' }),
    },
  ),
  whole(
    'invitation of Outlook in a time zone of its own, in winter',
    calendar,
    withZone(
      newYork,
      'DTSTART;TZID="Eastern Standard Time":20261125T100000',
      'DTEND;TZID="Eastern Standard Time":20261125T110000',
      'SUMMARY;LANGUAGE=ja-JP:打ち合わせ',
    ),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-11-25 10:00 UTC-05:00 – 2026-11-25 11:00 UTC-05:00',
      files: ['招待.ics'],
      context: event('2026-11-25T10:00-05:00', '2026-11-25T11:00-05:00'),
    },
  ),
  whole(
    'invitation of Outlook in a time zone of its own, across a change of the clocks',
    calendar,
    withZone(
      newYork,
      'DTSTART;TZID=Eastern Standard Time:20260308T013000',
      'DTEND;TZID=Eastern Standard Time:20260308T033000',
      'SUMMARY:打ち合わせ',
    ),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-03-08 01:30 UTC-05:00 – 2026-03-08 03:30 UTC-04:00',
      files: ['招待.ics'],
      context: event('2026-03-08T01:30-05:00', '2026-03-08T03:30-04:00'),
    },
  ),
  whole(
    'invitation for whole days',
    calendar,
    ics(
      'METHOD:REQUEST',
      'DTSTART;VALUE=DATE:20261230',
      'DTEND;VALUE=DATE:20270102',
      'SUMMARY:打ち合わせ',
      'RRULE:FREQ=YEARLY',
    ),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-12-30 – 2027-01-01',
      files: ['招待.ics'],
      context: event('2026-12-30', '2027-01-01', { eventRepeats: 'yes' }),
    },
  ),
  whole(
    'invitation for one day',
    calendar,
    ics('METHOD:REQUEST', 'DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20261231', 'SUMMARY:打ち合わせ'),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-12-30',
      files: ['招待.ics'],
      context: event('2026-12-30', '2026-12-30'),
    },
  ),
  whole(
    'invitation in a time zone that nobody knows',
    calendar,
    ics('METHOD:REQUEST', 'DTSTART;TZID=Customized:20261125T100000', 'SUMMARY:打ち合わせ'),
    {
      text: '予定への招待: 打ち合わせ\n日時: 2026-11-25 10:00',
      files: ['招待.ics'],
      context: { event: '打ち合わせ', eventMethod: 'REQUEST', eventStart: '2026-11-25T10:00' },
    },
  ),
  whole(
    'an event that was cancelled',
    'text/calendar; charset=utf-8; method=CANCEL',
    ics('METHOD:CANCEL', 'DTSTART:20261125T010000Z', 'SUMMARY:打ち合わせ'),
    {
      text: '予定の取り消し: 打ち合わせ\n日時: 2026-11-25 01:00 UTC',
      files: ['予定.ics'],
      context: { event: '打ち合わせ', eventMethod: 'CANCEL', eventStart: '2026-11-25T01:00Z' },
    },
  ),
  whole(
    'an answer to an invitation',
    'text/calendar; charset=utf-8; method=REPLY',
    ics(
      'METHOD:REPLY',
      'DTSTART:20261125T010000Z',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:hanako@customer.example',
      'SUMMARY:打ち合わせ',
    ),
    {
      text: '招待への返答: 打ち合わせ\n返答: 承諾\n日時: 2026-11-25 01:00 UTC',
      files: ['予定.ics'],
      context: {
        event: '打ち合わせ',
        eventMethod: 'REPLY',
        eventStart: '2026-11-25T01:00Z',
        eventAnswer: 'ACCEPTED',
      },
    },
  ),
  mixed(
    'a calendar file with a name keeps it',
    'mixed',
    [text('予定です'), part('text/calendar; name=meeting.ics', ics('METHOD:PUBLISH', 'SUMMARY:棚卸し'))],
    { text: '予定です', files: ['meeting.ics'], context: { event: '棚卸し', eventMethod: 'PUBLISH' } },
  ),
  whole('a calendar in Shift_JIS without any event', 'text/calendar; charset=shift_jis', sjis('予定表'), {
    files: ['予定.ics'],
  }),
]
