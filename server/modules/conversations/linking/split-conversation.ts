import { demand, sees, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { forbidden, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { actorOf, addConversationCounts, type Actor } from '../../customers/index.ts'
import { abilitiesOf, channelOf } from '../../inboxes/index.ts'
import { blankConversation } from '../blank-conversation.ts'
import { keepChange, lockForCaller } from '../change-conversation.ts'
import { moveCount } from '../count-changes.ts'
import { conversationSplit } from '../events.ts'
import { keepState, type Kept } from './kept-state.ts'
import { shown, type Linked } from './merge-conversation.ts'
import { countMessages, messagesToSplit, moveChosen, staysSpoken } from '../queries/homes.ts'
import { insertLink, sideRows, type SideRow } from '../queries/links.ts'
import { shareThread, threadOf } from '../queries/merging.ts'
import { insertConversations, nextNumbers } from '../queries/receive.ts'
import type { ConversationRow } from '../queries/rows.ts'
import { asleepIn, asSaid } from '../spoken-state.ts'

type Chosen = Awaited<ReturnType<typeof messagesToSplit>>

/**
 * Puts messages into a new conversation: those chosen, or all of a thread from one on. It is the same customer's, in the same
 * inbox and in the same hands; answers to what went go there. Throws `invalid` where nothing of its own is left on one of
 * the two sides, and where they are of several threads: those may be two people's.
 */
export const splitConversation = async (
  tx: Tx,
  caller: Caller,
  input: {
    conversationId: string
    messageIds?: string[] | undefined
    fromMessageId?: string | undefined
    subject?: string | undefined
  },
): Promise<Linked> => {
  demand(caller, 'conversations.write')
  const before = await lockForCaller(tx, caller, input.conversationId)
  const chosen = await choose(tx, before, input)
  const actor = actorOf(caller)
  const [number] = await nextNumbers(tx, 1)
  const place = await placeOf(tx, caller, before, chosen)
  const first = chosen.find(({ kind }) => kind !== 'note') as Chosen[number]
  const begun: ConversationRow = blankConversation(tx, {
    number: number as number,
    inboxId: place.inboxId,
    customerId: place.customerId,
    subject: input.subject?.trim() || first.subject || before.subject,
    priority: before.priority,
    assigneeId: before.assigneeId,
    teamId: before.teamId,
    openedAt: first.at,
  })
  const openedBy = first.kind === 'inbound' ? 'customer' : 'agent'
  await insertConversations(tx, [{ ...begun, openedBy }])
  if (place.threadId) await shareThread(tx, begun.id, place.threadId)
  const asleep = { other: [], before: await asleepIn(tx, before) }
  await moveChosen(tx, { from: before.id, into: begun.id, ids: chosen.map(({ id }) => id) })
  const split = await asSaid(tx, begun)
  const after = await asSaid(tx, before)
  const linkId = await keepLink(tx, actor, { before, after, split, asleep }, chosen)
  moveCount(tx, undefined, begun)
  await addConversationCounts(tx, [begun.customerId])
  const told = { kind: 'split' as const, from: String(before.number), to: String(begun.number) }
  await keepChange(tx, actor, begun, split, [{ ...told, conversationId: begun.id }])
  await keepChange(tx, actor, before, after, [{ ...told, conversationId: before.id }])
  tx.announce(
    conversationSplit({
      conversationId: before.id,
      inboxId: before.inboxId,
      intoId: begun.id,
      intoInboxId: begun.inboxId,
      linkId,
      actorId: actor.id,
    }),
  )
  return { linkId, conversation: await shown(tx, begun.id) }
}

/** Keeps what was split off, so that it can be undone; gives the link's id. */
const keepLink = async (
  tx: Tx,
  actor: Actor,
  { asleep, ...rows }: Record<'before' | 'after' | 'split', ConversationRow> & Pick<Kept, 'asleep'>,
  chosen: Chosen,
): Promise<string> => {
  const { before, after, split } = rows
  const id = newId()
  await insertLink(tx, {
    id,
    kind: 'split',
    fromId: before.id,
    intoId: split.id,
    messageCount: chosen.length,
    messages: chosen.map((message) => ({ id: message.id, homeId: message.homeId })),
    kept: {
      other: keepState(split),
      before: keepState(before),
      after: keepState(after),
      tagIds: [],
      followerIds: [],
      draftIds: [],
      moved: await countMessages(tx, split.id),
      stays: await countMessages(tx, before.id),
      asleep,
    },
    actor,
  })
  return id
}

const choose = async (
  tx: Tx,
  { id }: ConversationRow,
  { messageIds, fromMessageId }: { messageIds?: string[] | undefined; fromMessageId?: string | undefined },
): Promise<Chosen> => {
  const ids = [...new Set(messageIds)]
  if (ids.length > 0 === (fromMessageId !== undefined))
    throw invalid('conversations.split-nothing', 'Choose the messages to split off, or the first of them.')
  const chosen = await messagesToSplit(tx, id, fromMessageId ? { from: fromMessageId } : { ids })
  const missing = fromMessageId ? chosen[0]?.id !== fromMessageId : chosen.length !== ids.length
  if (missing)
    throw invalid(
      'conversations.split-elsewhere',
      'One of these messages does not stand in this conversation any more. Look at it again and choose anew.',
    )
  if (new Set(chosen.map(({ homeId }) => homeId)).size > 1)
    throw invalid(
      'conversations.split-mixed',
      'These messages came with different conversations, which were merged. Split off those of one of them at a time, or undo the merge.',
    )
  if (chosen.every(({ kind }) => kind === 'note'))
    throw invalid('conversations.split-notes', 'Notes alone make no conversation. Choose a message, too.')
  const stays = await staysSpoken(
    tx,
    id,
    chosen.map((one) => one.id),
  )
  if (!stays.any)
    throw invalid('conversations.split-all', 'At least one message has to stay in this conversation.')
  // With no message of its own it would stand empty, or with notes alone, once what was merged in leaves.
  if (chosen[0]?.homeId === null && !stays.own)
    throw invalid(
      'conversations.split-survivor',
      'These are all messages of the conversation into which the others were merged. Undo the merge instead.',
    )
  return chosen
}

/** Whose the new conversation is: what had been merged in goes by where it came from, which the caller must see. */
const placeOf = async (
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  chosen: Chosen,
): Promise<Pick<SideRow, 'inboxId' | 'customerId'> & { threadId: string | null }> => {
  const homeId = chosen[0]?.homeId ?? before.id
  const [home] = homeId === before.id ? [] : await sideRows(tx, [homeId])
  const { inboxId, customerId } = home ?? before
  if (!sees(caller, inboxId))
    throw forbidden(
      'conversations.split-unseen',
      'These messages came with a conversation of an inbox that you do not see. Ask somebody who sees both inboxes to split them off.',
    )
  const channel = await channelOf(tx, inboxId)
  const isOneWindow = channel !== undefined && (await abilitiesOf(channel)).live
  return { inboxId, customerId, threadId: isOneWindow ? await threadOf(tx, homeId) : null }
}
