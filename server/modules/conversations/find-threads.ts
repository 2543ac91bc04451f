import type { Tx } from '../../kernel/db/index.ts'
import { lockConversations, takesPart, threadsByKeys } from './queries/receive.ts'
import type { Incoming } from './incoming.ts'
import type { ConversationRow } from './queries/rows.ts'
import { SIGNED_KEY } from './signed-key.ts'

/** The conversations that a batch joins, locked, and for each message the one it belongs to. */
export interface Threads {
  conversations: Omit<ConversationRow, 'customerName'>[]
  /** By the message's index in the batch; undefined where a conversation has to be opened. */
  place: (string | undefined)[]
}

/**
 * Finds each message's thread by its keys, strongest first. A key joins only someone who belongs there: the
 * conversation's customer, somebody whom we wrote to in it, or a sender whom the channel itself proved. So a mass
 * mail's id, or a forwarded one, never brings a stranger in.
 */
export const findThreads = async (tx: Tx, batch: readonly Incoming[]): Promise<Threads> => {
  const wanted = batch.flatMap((incoming) =>
    incoming.threadKeys.map((key) => ({ inboxId: incoming.inboxId, key })),
  )
  if (wanted.length === 0) return { conversations: [], place: batch.map(() => undefined) }
  const found = new Map(
    (await threadsByKeys(tx, wanted)).map((row) => [`${row.inboxId} ${row.key}`, row.conversationId]),
  )
  if (found.size === 0) return { conversations: [], place: batch.map(() => undefined) }
  const conversations = await lockConversations(tx, [...new Set(found.values())])
  const byId = new Map(conversations.map((row) => [row.id, row]))
  const place: (string | undefined)[] = []
  for (const incoming of batch) {
    let home: string | undefined
    for (const key of incoming.threadKeys) {
      const conversation = byId.get(found.get(`${incoming.inboxId} ${key}`) ?? '')
      if (conversation && (isSigned(key) || (await belongs(tx, conversation, incoming)))) {
        home = conversation.id
        break
      }
    }
    place.push(home)
  }
  const used = new Set(place)
  return { conversations: conversations.filter((row) => used.has(row.id)), place }
}

/** A key that an island gives only after it has checked our own signature: whoever has it was given it by us. */
const isSigned = (key: string): boolean => key.startsWith(SIGNED_KEY)

const belongs = async (
  tx: Tx,
  conversation: { id: string; customerId: string },
  incoming: Incoming,
): Promise<boolean> => {
  if (conversation.customerId === incoming.customerId || incoming.verified) return true
  const senders = incoming.recipients
    .filter((recipient) => recipient.role === 'from')
    .map((recipient) => recipient.value)
  return senders.length > 0 && takesPart(tx, conversation.id, senders)
}
