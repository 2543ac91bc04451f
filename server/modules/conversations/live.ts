import type { Db } from '../../kernel/db/index.ts'
import type { Frame, LivePush } from '../../kernel/live/index.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationEmptied,
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
  receiptChanged,
  tagsChanged,
} from './events.ts'
import { changesSince } from './queries/changes.ts'
import { messagesByIds } from './queries/messages.ts'
import { conversationRows, toConversation } from './queries/rows.ts'

interface Place {
  conversationId: string
  messageId?: string
}

/** Conversations as they stand, to every screen that may see them. */
export const conversationFrames = async (db: Db, ids: readonly string[]): Promise<Frame[]> =>
  (await conversationRows(db, ids)).map((row) => ({
    topics: ['all', `seen:${row.inboxId}`],
    frame: { type: 'conversation', data: toConversation(row) },
    key: `conversation ${row.id}`,
  }))

const messageFrames = async (db: Db, ids: readonly string[]): Promise<Frame[]> =>
  (await messagesByIds(db, ids)).map((message) => ({
    topics: [`open:${message.conversationId}`],
    frame: { type: 'message', data: message },
    key: `message ${message.id}`,
  }))

const unique = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
]

interface Linked {
  conversationId: string
  inboxId?: string
  fromId?: string
  fromInboxId?: string
  intoId?: string
  intoInboxId?: string
}

/** Conversations between which messages went, and who may be told so. */
const endsOf = ({ payload }: { payload: unknown }): [id: string, topics: string[]][] => {
  const { conversationId, inboxId, fromId, fromInboxId, intoId, intoInboxId } = payload as Linked
  const ends = [
    [conversationId, inboxId],
    [fromId, fromInboxId],
    [intoId, intoInboxId],
  ]
  return ends.flatMap(([id, of]) => (id ? [[id, of ? ['all', `seen:${of}`] : [`open:${id}`]]] : []))
}

/**
 * Messages went from one conversation to another, or were emptied: all are shown anew, and whoever shows one fetches it,
 * whether or not it can be open just now.
 */
const linkedFrames = async (db: Db, events: readonly { payload: unknown }[]): Promise<Frame[]> => {
  const ends = new Map(events.flatMap(endsOf))
  return [
    ...(await conversationFrames(db, [...ends.keys()])),
    ...Array.from(ends, ([conversationId, topics]) => ({
      topics,
      frame: { type: 'stale', what: 'timeline', conversationId },
      key: `stale timeline ${conversationId}`,
    })),
  ]
}

/** A conversation that was merged is on no list any more; who has it open is led on, if they see where it went. */
const mergedFrames = ({ payload }: { payload: unknown }): Frame[] => {
  const { conversationId: intoId, inboxId, fromId, fromInboxId } = payload as Required<Linked>
  return [
    {
      topics: ['all', `seen:${fromInboxId}`],
      frame: { type: 'gone', conversationId: fromId },
      key: `gone ${fromId}`,
    },
    {
      topics: ['all', `seen:${inboxId}`],
      frame: { type: 'merged', conversationId: fromId, intoId },
      key: `merged ${fromId}`,
    },
  ]
}

/** Rows to every screen that may see the inbox; messages to those that have the conversation open. */
export const pushes: LivePush[] = [
  {
    events: [
      messageReceived,
      messageReread,
      messageQueued,
      messageCancelled,
      approvalChanged,
      receiptChanged,
      noteAdded,
      conversationChanged,
      conversationStarted,
    ].map((type) => type.eventName),
    async load(db, events) {
      const places = events.map((event) => event.payload as Place)
      const [conversations, messages] = await Promise.all([
        conversationFrames(db, unique(places.map((place) => place.conversationId))),
        messageFrames(db, unique(places.map((place) => place.messageId))),
      ])
      return [...conversations, ...messages]
    },
  },
  {
    events: [conversationChanged.eventName, messageReceived.eventName],
    async load(db, events) {
      const ids = unique(events.map((event) => (event.payload as Place).conversationId))
      const changes = await changesSince(db, ids, new Date(db.kernel.clock.now().getTime() - 10_000))
      return changes.map((change) => ({
        topics: [`open:${change.conversationId}`],
        frame: { type: 'change', data: change },
        key: `change ${change.id}`,
      }))
    },
  },
  {
    events: [conversationWithdrawn.eventName],
    load: async (_db, events) =>
      events.map(({ payload }) => {
        const { conversationId, inboxId } = payload as { conversationId: string; inboxId: string }
        const topics = ['all', `seen:${inboxId}`]
        return { topics, frame: { type: 'gone', conversationId }, key: `gone ${conversationId}` }
      }),
  },
  {
    events: [conversationMerged, conversationUnmerged, conversationSplit, conversationEmptied].map(
      (type) => type.eventName,
    ),
    load: linkedFrames,
  },
  {
    events: [conversationMerged.eventName],
    load: async (_db, events) => events.flatMap(mergedFrames),
  },
  {
    events: [tagsChanged.eventName],
    load: async () => [{ topics: ['workspace'], frame: { type: 'stale', what: 'tags' }, key: 'stale tags' }],
  },
]
