import { demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { actorOf, type Actor } from '../customers/index.ts'
import type { Conversation } from './contract.ts'
import { moveCount } from './count-changes.ts'
import { conversationChanged } from './events.ts'
import { refuseMerged } from './refuse-merged.ts'
import { insertChanges, type NewChange } from './queries/changes.ts'
import { lockConversation, saveConversation, toConversation, type ConversationRow } from './queries/rows.ts'

type Kept = Pick<ConversationRow, 'status' | 'priority' | 'assigneeId' | 'teamId' | 'subject'>

const KINDS: { field: keyof Kept; kind: NewChange['kind'] }[] = [
  { field: 'status', kind: 'status' },
  { field: 'priority', kind: 'priority' },
  { field: 'assigneeId', kind: 'assigned' },
  { field: 'teamId', kind: 'team' },
  { field: 'subject', kind: 'subject' },
]

/**
 * The conversation, locked; `not-found` when it does not exist or is not in the caller's sight, `conflict` when it was merged
 * into another one: whoever writes has to look at that one first.
 */
export const lockForCaller = async (
  tx: Tx,
  caller: Caller,
  conversationId: string,
): Promise<ConversationRow> => {
  const row = await lockConversation(tx, conversationId)
  if (!row) await refuseMerged(tx, caller, conversationId)
  if (!row) throw notFound('conversations.no-conversation', 'There is no such conversation.')
  demandSight(caller, row.inboxId, 'conversations.no-conversation', 'conversation')
  return row
}

/**
 * Keeps a changed conversation: writes the row, the counts and one change row for each field that differs, and
 * announces them. `extra` are changes that are no column, like tags.
 */
export const keepChange = async (
  tx: Tx,
  actor: Actor,
  before: ConversationRow,
  after: ConversationRow,
  extra: NewChange[] = [],
): Promise<ConversationRow> => {
  const changes: NewChange[] = [...extra]
  for (const { field, kind } of KINDS) {
    if (before[field] !== after[field])
      changes.push({ conversationId: before.id, kind, from: before[field], to: after[field] })
  }
  const kept = { ...after, version: before.version + 1 }
  moveCount(tx, before, kept)
  await Promise.all([saveConversation(tx, kept), insertChanges(tx, actor, changes)])
  if (changes.length > 0) {
    tx.announce(
      conversationChanged({
        conversationId: before.id,
        inboxId: before.inboxId,
        changes: changes.map(({ kind, from, to }) => ({
          kind,
          from: kind === 'subject' ? null : from,
          to: kind === 'subject' ? null : to,
        })),
        actorKind: actor.kind,
        actorId: actor.id,
      }),
    )
  }
  return kept
}

/** Locks a conversation in the caller's sight, changes it and keeps it. Nothing happens when nothing differs. */
export const changeConversation = async (
  tx: Tx,
  caller: Caller,
  conversationId: string,
  change: (row: ConversationRow) => Partial<ConversationRow> | Promise<Partial<ConversationRow>>,
): Promise<Conversation> => {
  const before = await lockForCaller(tx, caller, conversationId)
  const after = { ...before, ...(await change(before)) }
  if (
    KINDS.every(({ field }) => before[field] === after[field]) &&
    before.snoozedUntil?.getTime() === after.snoozedUntil?.getTime()
  )
    return toConversation(before)
  return toConversation(await keepChange(tx, actorOf(caller), before, after))
}
