import type { CalendarEvent, EventTime } from '../calendar/read-event.ts'
import { type Words, say } from '../words.ts'
import type { Mail } from './mail.ts'

const encrypted = (way: string): Words => ({
  en: `This email is encrypted (${way}). It can't be opened here; what was sent is kept as a file.`,
  ja: `このメールは暗号化されています（${way}）。ここでは開けないため、届いた内容を添付ファイルとして保存しています。`,
})

const onlyFile: Words = {
  en: 'The text of this email is inside winmail.dat, a format of Outlook that can’t be read here. Ask the sender to send it as plain text or HTML.',
  ja: 'このメールの本文は、Outlook独自の形式（winmail.dat）で送信されているため表示できません。テキスト形式またはHTML形式での再送をご依頼ください。',
}

const kinds: Record<string, Words> = {
  REQUEST: { en: 'Invitation', ja: '予定への招待' },
  CANCEL: { en: 'Cancelled event', ja: '予定の取り消し' },
  REPLY: { en: 'Answer to an invitation', ja: '招待への返答' },
  COUNTER: { en: 'Proposal for another time', ja: '日時の変更の提案' },
}
const anyEvent: Words = { en: 'Event', ja: '予定' }

const answers: Record<string, Words> = {
  ACCEPTED: { en: 'accepted', ja: '承諾' },
  DECLINED: { en: 'declined', ja: '辞退' },
  TENTATIVE: { en: 'tentative', ja: '仮承諾' },
}

const labels = {
  when: { en: 'When', ja: '日時' },
  where: { en: 'Where', ja: '場所' },
  organizer: { en: 'Organiser', ja: '主催者' },
  answer: { en: 'Answer', ja: '返答' },
}

const whenOf = ({ start, end }: CalendarEvent): string => {
  const said = ({ iso, kind }: EventTime): string =>
    kind === 'day'
      ? iso
      : iso
          .replace('T', ' ')
          .replace(/Z$/, ' UTC')
          .replace(/([+-]\d\d:\d\d)$/, ' UTC$1')
  if (!start) return ''
  return end && end.iso !== start.iso ? `${said(start)} – ${said(end)}` : said(start)
}

/** An invitation in lines, for mails that say nothing else. */
const eventInWords = (event: CalendarEvent, language: string): string => {
  const kind = say(language, kinds[event.method] ?? anyEvent)
  const answer =
    event.answer === undefined
      ? ''
      : say(language, answers[event.answer] ?? { en: event.answer, ja: event.answer })
  const rows: [Words, string][] = [
    [labels.answer, answer],
    [labels.when, whenOf(event)],
    [labels.where, event.where],
    [labels.organizer, event.organizer],
  ]
  return [
    `${kind}: ${event.summary}`.replace(/: $/, ''),
    ...rows.flatMap(([label, value]) => (value === '' ? [] : [`${say(language, label)}: ${value}`])),
  ].join('\n')
}

/** What a mail without words is, so that no message stands there empty; '' where nothing explains it. */
const explain = ({ event, secured, parts }: Mail, language: string): string => {
  if (event) return eventInWords(event, language)
  if (secured === 'smime-encrypted') return say(language, encrypted('S/MIME'))
  if (secured === 'pgp-encrypted') return say(language, encrypted('PGP'))
  return parts.some(({ name }) => /^winmail\.dat$/i.test(name)) ? say(language, onlyFile) : ''
}

const invitation: Words = { en: 'invite.ics', ja: '招待.ics' }
const calendar: Words = { en: 'event.ics', ja: '予定.ics' }

/** No words, and nothing to look at either: programs send HTML that holds a blank. */
const saysNothing = ({ text, html }: Mail): boolean => text.trim() === '' && !/<img\b/i.test(html ?? '')

/** Text, file names and facts of a mail as the inbox's people read them. */
export const sayWhatItIs = (mail: Mail, language: string): Mail => {
  const explained = saysNothing(mail) ? explain(mail, language) : ''
  const { html: _blank, ...rest } = mail
  return {
    ...(explained === '' ? mail : { ...rest, text: explained }),
    parts: mail.parts.map((part) =>
      part.type === 'text/calendar' && part.unnamed
        ? { ...part, name: say(language, mail.event?.method === 'REQUEST' ? invitation : calendar) }
        : part,
    ),
  }
}

/** Facts for the agent's screen: how the mail was protected, and what it invites to. Keys without a value are left out. */
export const factsOf = ({ secured, event }: Mail): Record<string, string> => {
  const facts = {
    secured: secured ?? '',
    event: event?.summary ?? '',
    eventMethod: event?.method ?? '',
    eventStart: event?.start?.iso ?? '',
    eventEnd: event?.end?.iso ?? '',
    eventWhere: event?.where ?? '',
    eventOrganizer: event?.organizer ?? '',
    eventAnswer: event?.answer ?? '',
    eventRepeats: event?.repeats ? 'yes' : '',
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
}
