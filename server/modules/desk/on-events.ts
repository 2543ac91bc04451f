import { listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
import {
  conversationChanged,
  conversationMerged,
  conversationSplit,
  conversationStarted,
  conversationUnmerged,
  conversationWithdrawn,
  messageCancelled,
  messageQueued,
  messageReceived,
  messageReread,
  noteAdded,
} from '../conversations/index.ts'
import { customerChanged } from '../customers/index.ts'
import { indexDocuments, type IndexWork } from './index-documents.ts'
import { membersOf, messagesIn } from './queries/documents.ts'
import { followCustomers, type Handed } from './queries/follow-customers.ts'

interface Payload {
  messageId: string
  conversationId: string
  customerId: string
  opened?: boolean
  changes?: { kind: string; from: string | null }[]
}

const WRITTEN: ReadonlySet<string> = new Set(
  [messageReceived, messageReread, messageQueued, noteAdded].map((type) => type.eventName),
)

/** Names a new document, or one that says something else now. */
const workOf = (events: readonly EventOf<unknown>[]): IndexWork => {
  const messages = new Set<string>()
  const conversations = new Set<string>()
  const customers = new Set<string>()
  const removed = new Set<string>()
  for (const { name, payload } of events) {
    const { messageId, conversationId, customerId, opened, changes } = payload as Payload
    if (WRITTEN.has(name)) messages.add(messageId)
    if (name === messageCancelled.eventName) removed.add(messageId)
    if (name === conversationWithdrawn.eventName) removed.add(conversationId)
    if (name === customerChanged.eventName) customers.add(customerId)
    const renamed = changes?.some(({ kind }) => kind === 'subject' || kind === 'customer')
    if (name === conversationStarted.eventName || opened || renamed) conversations.add(conversationId)
  }
  return {
    messageIds: [...messages],
    conversationIds: [...conversations],
    customerIds: [...customers],
    removedIds: [...removed],
  }
}

/** Conversations that are another customer's now, with whose they were. */
const handedOn = (events: readonly EventOf<unknown>[]): Handed[] =>
  events.flatMap(({ payload }) => {
    const { conversationId, changes } = payload as Payload
    const from = changes?.find(({ kind }) => kind === 'customer')?.from
    return from ? [{ conversationId, from }] : []
  })

const RELINKED: ReadonlySet<string> = new Set(
  [conversationMerged, conversationUnmerged, conversationSplit].map((type) => type.eventName),
)

/** Conversations between which messages moved. */
const relinked = (events: readonly EventOf<unknown>[]): string[] =>
  events
    .filter(({ name }) => RELINKED.has(name))
    .flatMap(({ payload }) => {
      const { conversationId, fromId, intoId } = payload as {
        conversationId: string
        fromId?: string
        intoId?: string
      }
      return [conversationId, fromId ?? intoId].filter((id) => id !== undefined)
    })

/** Keeps the search index: in the transaction that removes the events, so that nothing is missed or done twice. */
export const listeners: Listener[] = [
  listenTo(
    'desk',
    [
      messageReceived,
      messageReread,
      messageQueued,
      messageCancelled,
      noteAdded,
      conversationStarted,
      conversationWithdrawn,
      conversationChanged,
      conversationMerged,
      conversationUnmerged,
      conversationSplit,
      customerChanged,
    ],
    async (tx, events) => {
      const work = workOf(events)
      const ids = relinked(events)
      // What leads to them is found where they stand, too.
      const [messageIds, members] =
        ids.length > 0 ? await Promise.all([messagesIn(tx, ids), membersOf(tx, ids)]) : [[], []]
      await indexDocuments(tx, {
        ...work,
        messageIds: [...work.messageIds, ...messageIds],
        conversationIds: [...work.conversationIds, ...ids, ...members],
      })
      const handed = handedOn(events)
      if (handed.length > 0) await followCustomers(tx, handed)
    },
  ),
]
