import type { Tx } from '../../kernel/db/index.ts'
import { addressKey, identityKey } from '../customers/index.ts'
import type { Incoming } from './incoming.ts'
import { participants } from './queries/threads.ts'

const named = (incoming: Incoming, ...roles: string[]): string[] =>
  incoming.recipients.filter(({ role }) => roles.includes(role)).map(addressKey)

/** Who may join which conversation, as the batch goes on. */
export interface Belonging {
  /** Reads who takes part in conversations, in one statement. */
  load(conversationIds: readonly string[]): Promise<void>
  /** Whether a message's sender takes part in a conversation, by every address that it is from: see decision 0016. */
  has(conversation: { id: string; customerId: string }, incoming: Incoming): Promise<boolean>
  /** A message joined a conversation or opened it: whom its customer names in it takes part from now on. */
  note(conversation: { id: string; customerId: string }, incoming: Incoming): void
}

/** Whom a conversation knows: who may join it, and in whose name its customer's own messages were written besides. */
interface People {
  members: Set<string>
  authors: Set<string>
}

/** Begins to ask who belongs where, for a batch of messages. */
export const belonging = (tx: Tx): Belonging => {
  const people = new Map<string, People>()
  /** What the batch itself added, and nobody has asked about yet. */
  const noted = new Map<string, Incoming[]>()
  const loaded = new Set<string>()
  const of = (id: string): People => {
    const known = people.get(id) ?? { members: new Set(), authors: new Set() }
    people.set(id, known)
    for (const incoming of noted.get(id) ?? []) {
      for (const key of named(incoming, 'from', 'to', 'cc')) known.members.add(key)
      for (const sender of incoming.senders ?? []) known.authors.add(addressKey(sender))
    }
    noted.delete(id)
    return known
  }
  const load = async (ids: readonly string[]): Promise<void> => {
    const fresh = [...new Set(ids)].filter((id) => !loaded.has(id))
    if (fresh.length === 0) return
    for (const id of fresh) loaded.add(id)
    for (const { conversationId, kind, value, known, author } of await participants(tx, fresh))
      of(conversationId)[author ? 'authors' : 'members'].add(
        known ? identityKey({ kind, valueKey: value }) : addressKey({ kind, value }),
      )
  }
  return {
    load,
    async has({ id, customerId }, incoming) {
      const { senders = [] } = incoming
      if (customerId === incoming.customerId && senders.length === 0) return true
      await load([id])
      const { members, authors } = of(id)
      const answered =
        customerId === incoming.customerId || named(incoming, 'from').some((key) => members.has(key))
      return answered && senders.map(addressKey).every((key) => members.has(key) || authors.has(key))
    },
    note({ id, customerId }, incoming) {
      if (customerId === incoming.customerId) noted.set(id, [...(noted.get(id) ?? []), incoming])
    },
  }
}
