import { escapeText } from '../../kernel/mime/escape-text.ts'
import type { SaidRow } from '../conversations/index.ts'
import { EMAIL, PHONE } from '../customers/index.ts'

/** Words of the pages. */
const WORDS = {
  ja: {
    title: 'お客様データ',
    made: '書き出し日時',
    name: 'お名前',
    kana: 'フリガナ',
    language: '言語',
    since: '登録日時',
    addresses: '連絡先',
    attributes: '属性',
    notes: '社内メモ',
    conversations: '会話',
    none: 'なし',
    subject: '件名なし',
    inbound: 'お客様から',
    outbound: '当社から',
    about: 'お客様についてのメモ',
    talk: '会話',
    leftOut: (count: number) => `ほかの方とのやり取りのため含めていないメッセージ：${count}件`,
    files: '添付ファイル',
    gone: '保存期間を過ぎたため削除済み',
    notKept: 'サイズの上限を超えていたため、保存していません',
    kinds: { [EMAIL]: 'メールアドレス', [PHONE]: '電話番号' } as Record<string, string>,
    original: '届いたときの原文',
    back: '一覧に戻る',
    data: 'このデータは data.json と、会話ごとの JSON ファイルにも入っています。',
  },
  en: {
    title: 'Customer data',
    made: 'Exported',
    name: 'Name',
    kana: 'Kana',
    language: 'Language',
    since: 'Known since',
    addresses: 'Contact details',
    attributes: 'Attributes',
    notes: 'Internal notes',
    conversations: 'Conversations',
    none: 'None',
    subject: 'No subject',
    inbound: 'From the customer',
    outbound: 'From us',
    about: 'About the customer',
    talk: 'Conversation',
    leftOut: (count: number) => `Messages between us and other people, not included: ${count}`,
    files: 'Attachments',
    gone: 'deleted after the time it is kept',
    notKept: 'not kept: it was larger than allowed',
    kinds: { [EMAIL]: 'Mail address', [PHONE]: 'Phone number' } as Record<string, string>,
    original: 'As it came',
    back: 'Back to the list',
    data: 'The same data stand in data.json and in a JSON file for each conversation.',
  },
} as const

export type PageLanguage = keyof typeof WORDS

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.7 system-ui,"Noto Sans JP",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
dt{font-weight:600}dd{margin:0 0 .5rem}article{border:1px solid #8886;border-radius:8px;padding:.75rem 1rem;margin:1rem 0}
header{color:#777;font-size:13px}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.5rem 0}li{overflow-wrap:anywhere}`

const page = (language: PageLanguage, title: string, body: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escapeText(title)}</title><style>${STYLE}</style></head><body>\n${body}\n</body></html>\n`

const when = (at: Date, { language, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)

const list = (items: readonly string[], none: string): string =>
  items.length === 0 ? `<p>${none}</p>` : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`

/** For whom the pages are written. */
export interface Reader {
  language: PageLanguage
  timeZone: string
}

/** What the first page says of the person. */
export interface Summary {
  name: string
  kana: string | null
  language: string | null
  createdAt: string
  identities: readonly { kind: string; value: string }[]
  claims: readonly { kind: string; value: string }[]
  attributes: Readonly<Record<string, string | number | boolean>>
}

/** A conversation in the list of the first page. */
export interface Listed {
  file: string
  number: number
  subject: string
  openedAt: Date
}

/** The first page: who it is, and where everything stands. */
export const firstPage = (
  reader: Reader,
  person: Summary,
  conversations: readonly Listed[],
  at: Date,
): string => {
  const words = WORDS[reader.language]
  const pair = (label: string, value: string): string => `<dt>${label}</dt><dd>${value}</dd>`
  const addresses = [...person.identities, ...person.claims].map(({ kind, value }) =>
    escapeText(`${words.kinds[kind] ?? kind}: ${value}`),
  )
  const attributes = Object.entries(person.attributes).map(([key, value]) => escapeText(`${key}: ${value}`))
  const talks = conversations.map(
    ({ file, number, subject, openedAt }) =>
      `<a href="${file}">#${number} ${escapeText(subject || words.subject)}</a> <small>${when(openedAt, reader)}</small>`,
  )
  return page(
    reader.language,
    words.title,
    `<h1>${words.title}</h1><p>${words.made}: ${when(at, reader)}</p><dl>` +
      pair(words.name, escapeText(person.name)) +
      pair(words.kana, escapeText(person.kana ?? words.none)) +
      pair(words.language, escapeText(person.language ?? words.none)) +
      pair(words.since, when(new Date(person.createdAt), reader)) +
      `</dl><h2>${words.addresses}</h2>${list(addresses, words.none)}` +
      `<h2>${words.attributes}</h2>${list(attributes, words.none)}` +
      `<h2>${words.conversations}</h2>${list(talks, words.none)}<p>${words.data}</p>`,
  )
}

/** A file of a message: where it stands beside the page, or why it is not there. */
export interface Place {
  name: string
  file: string | null
  problem: string | null
}

/** A message with where its files stand beside the page. */
export interface Told extends SaidRow {
  places: readonly Place[]
  original: string | null
}

/** The page of a conversation. */
export const conversationPage = (
  reader: Reader,
  { number, subject, leftOut }: Pick<Listed, 'number' | 'subject'> & { leftOut: number },
  messages: readonly Told[],
): string => {
  const words = WORDS[reader.language]
  const articles = messages.map(({ kind, actorName, occurredAt, text, places, original }) => {
    const files = filesOf(reader, places)
    return (
      `<article><header>${kind === 'inbound' ? words.inbound : words.outbound} · ${escapeText(actorName)} · ${when(occurredAt, reader)}</header>` +
      `<pre>${escapeText(text)}</pre>` +
      (files.length > 0 ? `<p>${words.files}</p>${list(files, '')}` : '') +
      (original === null ? '' : `<p>${link(original, words.original)}</p>`) +
      '</article>'
    )
  })
  const title = `#${number} ${subject || words.subject}`
  return page(
    reader.language,
    title,
    `<p><a href="../index.html">${words.back}</a></p><h1>${escapeText(title)}</h1>${articles.join('\n')}` +
      (leftOut > 0 ? `<p>${words.leftOut(leftOut)}</p>` : ''),
  )
}

const link = (file: string, name: string): string =>
  `<a href="../${file.split('/').map(encodeURIComponent).join('/')}">${escapeText(name)}</a>`

const filesOf = ({ language }: Reader, places: Told['places']): string[] =>
  places.map(({ name, file, problem }) => {
    const { gone, notKept } = WORDS[language]
    return file === null
      ? `${escapeText(name)} (${problem?.startsWith('too-large') ? notKept : gone})`
      : link(file, name)
  })

/** The page of internal notes: those about the customer, and those of their conversations. */
export const notesPage = (
  reader: Reader,
  {
    customer,
    conversations,
  }: {
    customer: readonly { text: string; createdAt: string }[]
    conversations: readonly { number: number; text: string; occurredAt: Date; places: Told['places'] }[]
  },
): string => {
  const words = WORDS[reader.language]
  const article = (title: string, at: Date, text: string, files: readonly string[] = []): string =>
    `<article><header>${title} · ${when(at, reader)}</header><pre>${escapeText(text)}</pre>` +
    `${files.length > 0 ? `<p>${words.files}</p>${list(files, '')}` : ''}</article>`
  const all = [
    ...customer.map(({ text, createdAt }) => article(words.about, new Date(createdAt), text)),
    ...conversations.map(({ number, text, occurredAt, places }) =>
      article(`${words.talk} #${number}`, occurredAt, text, filesOf(reader, places)),
    ),
  ]
  return page(
    reader.language,
    words.notes,
    `<h1>${words.notes}</h1>${all.join('\n') || `<p>${words.none}</p>`}`,
  )
}
