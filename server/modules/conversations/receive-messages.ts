import { cutText } from '../../kernel/cut-text.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addConversationCounts } from '../customers/index.ts'
import { blankConversation } from './blank-conversation.ts'
import { moveCount } from './count-changes.ts'
import { messageReceived } from './events.ts'
import { findThreads, keysOf, type Place } from './find-threads.ts'
import type { Incoming } from './incoming.ts'
import { keepOrders } from './keep-orders.ts'
import { previewOf } from './preview.ts'
import { insertAttachments } from './queries/attachments.ts'
import { insertChanges } from './queries/changes.ts'
import {
  insertConversations,
  insertInbound,
  insertThreadKeys,
  nextNumbers,
  updateReceived,
  type InboundRow,
} from './queries/receive.ts'
import type { ConversationRow } from './queries/rows.ts'
import { insertSuggestions, type NewSuggestion } from './queries/suggestions.ts'
import { ensureTags, replaceTagRows, tagKey } from './queries/tags.ts'

/** Where a message ended up. */
export interface Received {
  arrivalId: string
  messageId: string
  conversationId: string
}

type Open = Omit<ConversationRow, 'customerName'> & {
  isNew: boolean
  before: Omit<ConversationRow, 'customerName'> | undefined
}

/**
 * Stores a batch of customers' messages: finds each one's thread or opens one, reopens what was closed, keeps counts,
 * and announces. A handful of statements, however many messages.
 */
export const receiveMessages = async (tx: Tx, batch: readonly Incoming[]): Promise<Received[]> => {
  if (batch.length === 0) return []
  const threads = await findThreads(tx, batch)
  const tags = await ensureTags(
    tx,
    batch.flatMap((incoming) => incoming.tags),
  )
  const known = new Set(threads.conversations.map((row) => row.id))
  const begun = new Set(
    threads.places.map(({ conversationId }) => conversationId).filter((id) => !known.has(id)),
  )
  const numbers = await nextNumbers(tx, begun.size)
  const open = new Map<string, Open>(
    threads.conversations.map((row) => [row.id, { ...row, isNew: false, before: row }]),
  )
  const received: Received[] = []
  const messages: InboundRow[] = []
  const suggestions: NewSuggestion[] = []
  const keys: { inboxId: string; key: string; conversationId: string; messageId: string | null }[] = []
  batch.forEach((incoming, index) => {
    const place = threads.places[index] as Place
    const conversation =
      open.get(place.conversationId) ?? begin(tx, incoming, place.conversationId, numbers.shift() as number)
    open.set(conversation.id, conversation)
    const reopened = !conversation.isNew && conversation.status !== 'open' && !incoming.automatic
    const messageId = newId()
    take(
      conversation,
      incoming,
      messageId,
      incoming.tags.map((name) => tags.get(tagKey(name)) as string).filter(Boolean),
    )
    messages.push(toRow(incoming, place, messageId))
    received.push({ arrivalId: incoming.arrivalId, messageId, conversationId: conversation.id })
    for (const suggestion of place.suggests)
      suggestions.push({ ...suggestion, conversationId: conversation.id, messageId, detail: null })
    for (const key of keysOf(incoming)) {
      keys.push({
        inboxId: incoming.inboxId,
        key,
        conversationId: place.homeId,
        messageId: key === incoming.messageKey ? messageId : null,
      })
    }
    tx.announce(
      messageReceived({
        conversationId: conversation.id,
        messageId,
        inboxId: conversation.inboxId,
        customerId: incoming.customerId,
        opened: conversation.isNew && conversation.messageCount === 1,
        reopened,
        automatic: incoming.automatic,
      }),
    )
  })
  await store(tx, [...open.values()], messages, { keys, suggestions }, batch)
  await keepOrders(tx, messages)
  return received
}

const begin = (tx: Tx, incoming: Incoming, id: string, number: number): Open => ({
  ...blankConversation(tx, {
    id,
    number,
    inboxId: incoming.inboxId,
    customerId: incoming.customerId,
    subject: cutText(incoming.subject ?? '', 500),
    priority: incoming.priority,
    openedAt: incoming.occurredAt,
    lastActivityAt: incoming.receivedAt,
  }),
  isNew: true,
  before: undefined,
})

/** Moves the conversation on by one message. A machine's message wakes nobody and starts no waiting. */
const take = (conversation: Open, incoming: Incoming, messageId: string, tagIds: string[]): void => {
  conversation.preview = previewOf(incoming.text)
  conversation.lastActivityAt =
    incoming.receivedAt > conversation.lastActivityAt ? incoming.receivedAt : conversation.lastActivityAt
  conversation.lastDirection = 'inbound'
  conversation.lastMessageId = messageId
  conversation.messageCount += 1
  conversation.tagIds = [...new Set([...conversation.tagIds, ...tagIds])]
  if (!conversation.isNew || conversation.messageCount > 1) conversation.version += 1
  if (incoming.automatic) return
  // A clock that runs ahead makes nobody wait from a moment that has not come.
  const { occurredAt, receivedAt } = incoming
  conversation.waitingSince ??= occurredAt < receivedAt ? occurredAt : receivedAt
  conversation.status = 'open'
  conversation.snoozedUntil = null
  conversation.resolvedAt = null
}

const toRow = (incoming: Incoming, { conversationId, homeId }: Place, id: string): InboundRow => ({
  id,
  conversationId,
  homeId: homeId === conversationId ? null : homeId,
  inboxId: incoming.inboxId,
  actorId: incoming.customerId,
  actorName: incoming.customerName,
  text: incoming.text,
  html: incoming.html,
  subject: incoming.subject,
  recipients: incoming.recipients,
  context: incoming.context,
  automatic: incoming.automatic,
  channelKey: incoming.messageKey,
  occurredAt: incoming.occurredAt,
  receivedAt: incoming.receivedAt,
  arrivalId: incoming.arrivalId,
})

const store = async (
  tx: Tx,
  conversations: readonly Open[],
  messages: readonly InboundRow[],
  { keys, suggestions }: { keys: Parameters<typeof insertThreadKeys>[1]; suggestions: NewSuggestion[] },
  batch: readonly Incoming[],
): Promise<void> => {
  const fresh = conversations.filter((conversation) => conversation.isNew)
  const moved = conversations.filter((conversation) => !conversation.isNew)
  const attachments = batch.flatMap((incoming, index) =>
    incoming.files.map((file, position) => ({
      ...file,
      messageId: (messages[index] as InboundRow).id,
      uploadedBy: null,
      position,
    })),
  )
  // Sent without waiting in between: the connection is pipelined and PostgreSQL keeps the order.
  await Promise.all([
    insertConversations(
      tx,
      fresh.map(({ before, isNew, ...row }) => ({ ...row, customerName: '', openedBy: 'customer' })),
    ),
    updateReceived(tx, moved),
    insertInbound(tx, messages),
    insertAttachments(tx, attachments),
    insertThreadKeys(tx, keys),
    insertSuggestions(tx, suggestions),
    ...conversations
      .filter((c) => c.tagIds.length > 0 && c.tagIds.length !== (c.before?.tagIds.length ?? 0))
      .map((c) => replaceTagRows(tx, c.id, c.tagIds)),
    insertChanges(
      tx,
      { kind: 'customer', id: null, name: '' },
      moved
        .filter((c) => c.before && c.before.status !== c.status)
        .map((c) => ({ conversationId: c.id, kind: 'status', from: c.before?.status ?? null, to: c.status })),
    ),
    fresh.length > 0
      ? addConversationCounts(
          tx,
          fresh.map((c) => c.customerId),
        )
      : undefined,
  ])
  for (const conversation of conversations) moveCount(tx, conversation.before, conversation)
}
