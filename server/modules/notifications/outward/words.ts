import type { Said } from '../say-it.ts'

type Language = 'ja' | 'en'

const TEXTS = {
  ja: {
    several: (n: number) => `お知らせが${n}件あります`,
    mail: (name: string) => `${name} 様`,
    footer: (url: string) => `お知らせの受け取り方は、次のページで変更できます。\n${url}`,
    more: (n: number) => `ほか${n}件`,
  },
  en: {
    several: (n: number) => `${n} notifications`,
    mail: (name: string) => `Hello ${name},`,
    footer: (url: string) => `You can choose what is sent to you here:\n${url}`,
    more: (n: number) => `and ${n} more`,
  },
} as const

/** Of so many it is said what they are. */
const MOST_LINES = 30
const MOST_PUSHED = 3
/** Push services take 4 kB; letters of ours take three bytes each. */
const LONGEST_BODY = 400

const aboutOf = ({ conversation }: Said, withWords: boolean): string =>
  conversation ? `#${conversation.number}${withWords ? ` ${conversation.subject}` : ''}`.trim() : ''

/** What a device shows. */
export interface Pushed {
  title: string
  body: string
  href: string
  /** Notices with the same one replace each other. */
  tag: string
  unread: number
}

/** What is pushed of some tellings to one person: one by itself, several as one. */
export const pushedWords = (
  said: readonly Said[],
  { language, withWords, unread }: { language: Language; withWords: boolean; unread: number },
): Pushed => {
  const [first] = said
  const texts = TEXTS[language]
  if (said.length === 1 && first) {
    const lines = [aboutOf(first, withWords), withWords ? first.text : '']
    const body = lines.filter((line) => line !== '').join('\n')
    const tag = first.conversation?.id ?? first.href
    return {
      title: first.title,
      body: body.slice(0, LONGEST_BODY).toWellFormed(),
      href: first.href,
      tag,
      unread,
    }
  }
  const lines = said.slice(0, MOST_PUSHED).map(({ title }) => title)
  const more = said.length > MOST_PUSHED ? [texts.more(said.length - MOST_PUSHED)] : []
  return {
    title: texts.several(said.length),
    body: [...lines, ...more].join('\n').slice(0, LONGEST_BODY).toWellFormed(),
    href: '/notices',
    tag: 'notices',
    unread,
  }
}

/** What is mailed of some tellings to one person. */
export const mailedWords = (
  said: readonly Said[],
  { language, withWords, name, url }: { language: Language; withWords: boolean; name: string; url: string },
): { subject: string; text: string } => {
  const texts = TEXTS[language]
  const [first] = said
  const items = said.slice(0, MOST_LINES).map((one) => {
    const lines = [one.title, aboutOf(one, withWords), withWords ? one.text : '', url + one.href]
    return lines.filter((line) => line !== '').join('\n')
  })
  const more = said.length > MOST_LINES ? [texts.more(said.length - MOST_LINES)] : []
  const parts = [texts.mail(name), ...items, ...more, texts.footer(`${url}/settings/notifications`)]
  return {
    subject: said.length === 1 && first ? first.title : texts.several(said.length),
    text: `${parts.join('\n\n')}\n`,
  }
}
