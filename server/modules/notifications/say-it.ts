import { cutText } from '../../kernel/cut-text.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Happenings } from '../../kernel/happenings/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { conversationRows, messagesByIds } from '../conversations/index.ts'
import type { Notice } from './contract.ts'
import type { Spoken } from './queries/notices.ts'

const LONGEST = 200

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
 * more is left out. Words are never kept: they are those that stand there now.
 */
export const sayIt = async <Row extends Spoken>(
  db: Db,
  happenings: Happenings,
  rows: readonly Row[],
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
    const happening = happenings.named(row.happening)
    const talk = row.conversationId === null ? undefined : conversations.get(row.conversationId)
    if (!happening || (row.conversationId !== null && !talk)) return []
    const message = messages.get(row.messageId ?? '')
    // One that went elsewhere since may stand out of the sight of whoever is told.
    const text = message && message.conversationId === talk?.id ? message.text : (talk?.preview ?? '')
    const words = happening.says({
      by: people.get(row.actorId ?? '')?.name ?? null,
      about: talk?.customerName ?? '',
      detail: row.detail,
      count: row.count,
    })
    const said: Said = {
      id: row.id,
      happening: row.happening,
      title: words[people.get(row.agentId)?.language ?? 'ja'],
      conversation: talk ? { id: talk.id, number: talk.number, subject: talk.subject } : null,
      text: cutText(text, LONGEST),
      href: talk ? `/inbox/${talk.id}?status=any` : row.subject,
      count: row.count,
    }
    return [{ row, said }]
  })
}
