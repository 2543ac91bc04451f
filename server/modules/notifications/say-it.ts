import { cutText } from '../../kernel/cut-text.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Happening, Happenings } from '../../kernel/happenings/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { conversationRows, messagesByIds } from '../conversations/index.ts'
import type { Notice } from './contract.ts'
import type { Spoken } from './queries/notices.ts'

const LONGEST = 200

/** What somebody asked for to see whether it arrives. */
export const TEST: Happening = {
  name: 'test',
  title: { en: 'A test', ja: 'テスト' },
  rank: 90,
  usual: [],
  says: () => ({ en: 'This is a test notification', ja: 'テスト通知です' }),
}

/** Who somebody is, where it is not said. */
const SOMEBODY = { en: 'a customer', ja: 'お客' } as const

const begin = (sentence: string): string =>
  sentence.startsWith(SOMEBODY.en) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence

/** A telling in words, as a list and a push show it. */
export type Said = Omit<Notice, 'at' | 'read'>

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]

const rowsById = async <Row extends { id: string }>(
  ids: readonly (string | null)[],
  read: (ids: string[]) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<string, Row>> => {
  const wanted = unique(ids)
  return new Map((wanted.length === 0 ? [] : await read(wanted)).map((row) => [row.id, row]))
}

/**
 * Puts what people are told into words, each in the language of whoever is told; what leads to a conversation that is no
 * more is left out. Words are never kept: they are those that stand there now. Without `withNames` nobody's name but colleagues'
 * stands in the sentence.
 */
export const sayIt = async <Row extends Spoken>(
  db: Db,
  happenings: Happenings,
  rows: readonly Row[],
  withNames = true,
): Promise<{ row: Row; said: Said }[]> => {
  const [conversations, messages, people] = await Promise.all([
    rowsById(
      rows.map(({ conversationId }) => conversationId),
      (ids) => conversationRows(db, ids),
    ),
    rowsById(
      rows.map(({ messageId }) => messageId),
      (ids) => messagesByIds(db, ids),
    ),
    rowsById(
      rows.flatMap(({ agentId, actorId }) => [agentId, actorId]),
      (ids) => agentsByIds(db, ids),
    ),
  ])
  return rows.flatMap((row) => {
    const happening = row.happening === TEST.name ? TEST : happenings.named(row.happening)
    const language = people.get(row.agentId)?.language ?? 'ja'
    const talk = row.conversationId === null ? undefined : conversations.get(row.conversationId)
    if (!happening || (row.conversationId !== null && !talk)) return []
    const message = messages.get(row.messageId ?? '')
    // One that went elsewhere since may stand out of the sight of whoever is told.
    const text = message && message.conversationId === talk?.id ? message.text : (talk?.preview ?? '')
    const words = happening.says({
      by: people.get(row.actorId ?? '')?.name ?? null,
      about: talk ? (withNames ? talk.customerName : SOMEBODY[language]) : '',
      detail: row.detail,
      count: row.count,
    })
    const said: Said = {
      id: row.id,
      happening: row.happening,
      title: withNames ? words[language] : begin(words[language]),
      conversation: talk ? { id: talk.id, number: talk.number, subject: talk.subject } : null,
      text: cutText(text, LONGEST),
      href: talk ? `/inbox/${talk.id}?status=any` : row.subject,
      count: row.count,
    }
    return [{ row, said }]
  })
}
