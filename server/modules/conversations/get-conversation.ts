import { demandSight, may, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { channelOf } from '../inboxes/index.ts'
import { canAnswer } from './can-answer.ts'
import type { Change, Message } from './contract.ts'
import { changesOfPage } from './queries/changes.ts'
import { standsAt, survivorOf } from './queries/merging.ts'
import { messagePlace, messagesBelow } from './queries/messages.ts'
import { besideConversation } from './queries/people.ts'
import { conversationRow, toConversation, type ConversationRow } from './queries/rows.ts'

/** The conversation in the caller's sight, or `not-found`. Of one that was merged, the one that it went into. */
export const findConversation = async (db: Db, caller: Caller, id: string): Promise<ConversationRow> => {
  return seen(caller, (await conversationRow(db, id)) ?? (await survivorRow(db, id)))
}

const seen = <Found extends { inboxId: string }>(caller: Caller, found: Found | undefined): Found => {
  if (!found) throw notFound('conversations.no-conversation', 'There is no such conversation.')
  demandSight(caller, found.inboxId, 'conversations.no-conversation', 'conversation')
  return found
}

const survivorRow = async (db: Db, id: string): Promise<ConversationRow | undefined> => {
  const survivor = await survivorOf(db, id)
  return survivor && conversationRow(db, survivor.id)
}

/** One conversation with its followers. */
export const getConversation = async (db: Db, caller: Caller, id: string) => {
  const row = await findConversation(db, caller, id)
  const [{ followerIds, mergedInboxIds }, channel] = await db.together((one) =>
    Promise.all([besideConversation(one, row.id), channelOf(one, row.inboxId)]),
  )
  return {
    ...toConversation(row),
    followerIds,
    following: caller.id !== undefined && followerIds.includes(caller.id),
    channel: channel ?? '',
    canReply: may(caller, 'conversations.reply') && (await canAnswer(db, row, mergedInboxIds)),
  }
}

/** A page of messages in the order of time, the newest page first, with the changes that fall between them. */
export const listMessages = async (
  db: Db,
  caller: Caller,
  input: { conversationId: string; cursor?: string | undefined; limit: number },
): Promise<{ messages: Message[]; changes: Change[]; next: string | null }> => {
  const before = input.cursor ?? null
  for (let tries = 0; ; tries += 1) {
    // Asked at once; nothing is given away unless the first answer says that the caller may see it.
    const [place, rows, { end, changes }] = await db.together((one) =>
      Promise.all([
        standsAt(one, input.conversationId).then((found) => seen(caller, found)),
        messagesBelow(one, input.conversationId, before, input.limit + 1),
        changesOfPage(one, input.conversationId, before, input.limit),
      ]),
    )
    if (place.id !== input.conversationId)
      return listMessages(db, caller, { ...input, conversationId: place.id })
    const messages = rows.slice(0, input.limit).reverse()
    const next = rows.length > input.limit ? (messages[0]?.id ?? null) : null
    // A message that came between the two moved the page's end in one of them.
    if (next === end || tries === 2) return { messages, changes, next }
  }
}

/** Where a message in the caller's sight belongs, and its HTML as it came. */
export const findMessage = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<{ conversationId: string; inboxId: string; html: string | null }> => {
  const place = await messagePlace(db, id)
  if (!place) throw notFound('conversations.no-message', 'There is no such message.')
  demandSight(caller, place.inboxId, 'conversations.no-message', 'message')
  return place
}
