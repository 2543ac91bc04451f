import { demand, sees, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { actorOf, takeFromCount } from '../../customers/index.ts'
import { keepChange } from '../change-conversation.ts'
import type { Conversation } from '../contract.ts'
import { moveCount } from '../count-changes.ts'
import { conversationMerged } from '../events.ts'
import { keepState, type State } from './kept-state.ts'
import { insertChanges } from '../queries/changes.ts'
import { refuseEmptied } from '../refuse-emptied.ts'
import { refuseMerged } from '../refuse-merged.ts'
import { countMessages, isShared, moveAll } from '../queries/homes.ts'
import { insertLink } from '../queries/links.ts'
import { moveDrafts, retire, shareFollowers } from '../queries/merging.ts'
import { lockConversations, type LockedRow } from '../queries/receive.ts'
import { conversationRows, toConversation, type ConversationRow } from '../queries/rows.ts'
import { closeSuggestion } from '../queries/suggestions.ts'
import { replaceTagRows } from '../queries/tags.ts'
import { asleepIn } from '../spoken-state.ts'

/** What a merge, a split or an undo gives: by what it is undone, and where to look now. */
export interface Linked {
  linkId: string
  conversation: Conversation
}

const AWAKE = ['resolved', 'snoozed', 'pending', 'open']
const PRESSING = ['low', 'normal', 'high', 'urgent']

/** Of two, the one that ranks higher; the first where they are equal. */
const higher = (order: readonly string[], a: State, b: State, field: 'status' | 'priority'): State =>
  order.indexOf(b[field]) > order.indexOf(a[field]) ? b : a

/** The status of whichever of two is more awake. */
export const moreAwake = (a: State, b: State): Pick<State, 'status' | 'snoozedUntil' | 'resolvedAt'> => {
  const { status, snoozedUntil, resolvedAt } = higher(AWAKE, a, b, 'status')
  return { status, snoozedUntil, resolvedAt }
}

/** Which of two was last spoken in: ids of messages are in the order of time. */
const isNewer = (a: ConversationRow, b: ConversationRow): boolean =>
  (a.lastMessageId ?? '') > (b.lastMessageId ?? '')

/**
 * The survivor with what came to it: the more awake status, the more urgent priority, whose it is unless it was nobody's,
 * and whoever waits since the earlier moment. Everything else stays its own.
 */
const joined = (into: ConversationRow, from: ConversationRow): ConversationRow => {
  const status = moreAwake(into, from)
  const newer = isNewer(from, into) ? from : into
  const waiting = [into.waitingSince, from.waitingSince].filter((at) => at !== null)
  return {
    ...into,
    ...status,
    priority: higher(PRESSING, into, from, 'priority').priority,
    assigneeId: into.assigneeId ?? from.assigneeId,
    teamId: into.teamId ?? from.teamId,
    tagIds: [...new Set([...into.tagIds, ...from.tagIds])],
    preview: newer.preview,
    lastActivityAt: from.lastActivityAt > into.lastActivityAt ? from.lastActivityAt : into.lastActivityAt,
    lastDirection: newer.lastDirection,
    lastMessageId: newer.lastMessageId,
    waitingSince:
      status.status === 'resolved' || waiting.length === 0
        ? null
        : new Date(Math.min(...waiting.map((at) => at.getTime()))),
    messageCount: into.messageCount + from.messageCount,
  }
}

/**
 * Merges a conversation into another one, which survives. Its messages stand there from now on and keep their recipients
 * and their own thread; whatever comes for it goes there. Both must be in the caller's sight. Throws `conflict` where one
 * was merged already or nothing is left of it, and where they are two customers' unless `differentCustomers` says that this is
 * meant.
 */
export const mergeConversation = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; intoId: string; differentCustomers: boolean },
): Promise<Linked> => {
  demand(caller, 'conversations.write')
  const { from, into } = await holdPair(tx, caller, input.conversationId, input.intoId)
  if (from.customerId !== into.customerId && !input.differentCustomers)
    throw conflict(
      'conversations.different-customers',
      'These are conversations of two customers. Confirm that both shall stand in one.',
    )
  const actor = actorOf(caller)
  const linkId = newId()
  const several = await areSeveral(tx, from, into)
  const [moved, stays] = [await countMessages(tx, from.id), await countMessages(tx, into.id)]
  const asleep = { other: await asleepIn(tx, from), before: await asleepIn(tx, into) }
  await moveAll(tx, { from: from.id, into: into.id })
  const after = joined(into, from)
  // Of several customers they wait: whom they would go to is somebody else there.
  const draftIds = several ? [] : await moveDrafts(tx, { from: from.id, into: into.id })
  const followerIds = await shareFollowers(tx, from.id, into.id)
  await insertLink(tx, {
    id: linkId,
    kind: 'merge',
    fromId: from.id,
    intoId: into.id,
    messageCount: moved.count,
    messages: [],
    kept: {
      other: keepState(from),
      before: keepState(into),
      after: keepState(after),
      tagIds: after.tagIds.filter((id) => !into.tagIds.includes(id)),
      followerIds,
      draftIds,
      moved,
      stays,
      asleep,
    },
    actor,
  })
  if (after.tagIds.length !== into.tagIds.length) await replaceTagRows(tx, into.id, after.tagIds)
  const told = { kind: 'merged' as const, from: String(from.number), to: String(into.number) }
  await leave(tx, from, into.id)
  await insertChanges(tx, actor, [{ ...told, conversationId: from.id }])
  await keepChange(tx, actor, into, after, [{ ...told, conversationId: into.id }])
  for (const [one, other] of [
    [from.id, into.id],
    [into.id, from.id],
  ] as const)
    await closeSuggestion(tx, { conversationId: one, targetIds: [other] }, 'joined', caller.id ?? null)
  announceMerge(tx, { from, into, linkId, actorId: actor.id })
  return { linkId, conversation: await shown(tx, into.id) }
}

/** True where messages of several customers would stand together. */
export const areSeveral = async (
  db: Db,
  one: Pick<LockedRow, 'id' | 'customerId'>,
  other: Pick<LockedRow, 'id' | 'customerId'>,
): Promise<boolean> =>
  one.customerId !== other.customerId || (await isShared(db, one.id)) || (await isShared(db, other.id))

/** Takes a conversation whose messages went to another one out of lists and counts. */
export const leave = async (tx: Tx, from: LockedRow, intoId: string): Promise<void> => {
  await retire(tx, from.id, intoId)
  moveCount(tx, from, undefined)
  await takeFromCount(tx, from.customerId)
}

/** Announces that one conversation's messages stand in another one now. */
export const announceMerge = (
  tx: Tx,
  {
    from,
    into,
    linkId,
    actorId,
  }: { from: LockedRow; into: LockedRow; linkId: string; actorId: string | null },
): void =>
  tx.announce(
    conversationMerged({
      conversationId: into.id,
      inboxId: into.inboxId,
      fromId: from.id,
      fromInboxId: from.inboxId,
      linkId,
      actorId,
    }),
  )

/** A conversation as lists show it. */
export const shown = async (db: Db, id: string): Promise<Conversation> => {
  const [row] = await conversationRows(db, [id])
  if (!row) throw new Error('a conversation that is held is not there')
  return toConversation(row)
}

type Held = LockedRow & { customerName: string }

const noConversation = () => notFound('conversations.no-conversation', 'There is no such conversation.')

/** Two conversations in the caller's sight that stand alone, locked in the order of their ids. */
const holdPair = async (
  tx: Tx,
  caller: Caller,
  fromId: string,
  intoId: string,
): Promise<{ from: Held; into: Held }> => {
  if (fromId === intoId)
    throw invalid('conversations.merge-self', 'This is the same conversation. Choose another one.')
  const rows = await lockConversations(tx, [fromId, intoId], { erased: true })
  const held = (id: string): Held => {
    const row = rows.find((one) => one.id === id)
    if (!row || !(row.mergedInto || sees(caller, row.inboxId))) throw noConversation()
    return { ...row, customerName: '' }
  }
  const [from, into] = [held(fromId), held(intoId)]
  for (const { id, mergedInto } of [from, into]) {
    if (!mergedInto) continue
    await refuseMerged(tx, caller, id)
    // It leads out of sight: to whom it does, it is not there.
    throw noConversation()
  }
  await refuseEmptied(tx, [fromId, intoId])
  return { from, into }
}
