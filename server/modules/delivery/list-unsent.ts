import type { z } from 'zod'
import { demand, demandSight, may, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { sightOf } from '../../kernel/sight.ts'
import {
  awaitingRows,
  countAwaiting,
  findMessage,
  type AwaitingRow,
  type LeavingScope,
} from '../conversations/index.ts'
import type { attempt, unsent } from './contract.ts'
import { attemptRows } from './queries/attempts.ts'
import { statesOf, unsentCounts, unsentRows, type UnsentRow } from './queries/unsent.ts'

/** What the caller may list, of one inbox where it is given. */
export const scopeOf = (caller: Caller, inboxId?: string): LeavingScope => {
  if (inboxId) demandSight(caller, inboxId, 'delivery.no-inbox', 'inbox')
  return { sight: sightOf(caller), inboxId }
}

type Unsent = z.infer<typeof unsent>

/** It may leave through an inbox that the caller may not know of: then the conversation’s stands there. */
const shape = (
  caller: Caller,
  { text, nextAttemptAt, createdAt, inboxId, placeId, ...row }: UnsentRow,
): Unsent => ({
  ...row,
  inboxId: sees(caller, inboxId) ? inboxId : placeId,
  receipt: row.receipt as Unsent['receipt'],
  preview: text.replace(/\s+/g, ' ').slice(0, 160),
  decidable: false,
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})

const awaitingShape =
  (caller: Caller) =>
  ({ authorId, authorName, text, sendAt, askedAt, inboxId, placeId, ...row }: AwaitingRow): Unsent => ({
    ...row,
    inboxId: sees(caller, inboxId) ? inboxId : placeId,
    author: authorName,
    preview: text,
    receipt: 'awaiting',
    reason: null,
    attempts: 0,
    decidable: may(caller, 'conversations.approve') && caller.id !== undefined && authorId !== caller.id,
    nextAttemptAt: sendAt?.toISOString() ?? null,
    createdAt: askedAt.toISOString(),
  })

interface UnsentPage {
  items: Unsent[]
  next: string | null
  waiting: number
  failed: number
  awaiting: number
  /** Those that somebody should look at. */
  stuck: number
}

/** Messages that wait, are held, or failed, newest first, with their counts. */
export const listUnsent = async (
  db: Db,
  caller: Caller,
  query: {
    cursor?: string | undefined
    limit: number
    state: 'all' | 'waiting' | 'failed' | 'awaiting'
    inboxId?: string | undefined
  },
): Promise<UnsentPage> => {
  demand(caller, 'conversations.read')
  if (query.cursor !== undefined && !isId(query.cursor))
    throw invalid('delivery.cursor', 'This cursor is not one of ours. Start from the first page.')
  const scope = scopeOf(caller, query.inboxId)
  const page = { ...scope, before: query.cursor ?? null, limit: query.limit + 1 }
  const { state } = query
  const [found, counts, { awaiting, others }] = await Promise.all([
    state === 'awaiting'
      ? awaitingRows(db, page).then((rows) => rows.map(awaitingShape(caller)))
      : unsentRows(db, { ...page, states: statesOf(state) }).then((rows) =>
          rows.map((row) => shape(caller, row)),
        ),
    unsentCounts(db, scope),
    countAwaiting(db, scope, caller.id ?? null),
  ])
  const items = found.slice(0, query.limit)
  return {
    items,
    next: found.length > query.limit ? (items.at(-1)?.messageId ?? null) : null,
    ...counts,
    awaiting,
    stuck: counts.stuck + (may(caller, 'conversations.approve') ? others : 0),
  }
}

/** One message of that list. */
export const oneUnsent = async (db: Db, caller: Caller, messageId: string): Promise<Unsent> => {
  const [row] = await unsentRows(db, {
    states: statesOf('all'),
    sight: null,
    messageIds: [messageId],
    before: null,
    limit: 1,
  })
  if (!row) throw notFound('delivery.no-delivery', 'This message is not one that is sent.')
  return shape(caller, row)
}

/** Every attempt to send a message in sight. */
export const listAttempts = async (
  db: Db,
  caller: Caller,
  messageId: string,
): Promise<z.infer<typeof attempt>[]> => {
  await findMessage(db, caller, messageId)
  return (await attemptRows(db, messageId)).map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }))
}
