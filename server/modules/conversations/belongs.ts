import type { Tx } from '../../kernel/db/index.ts'
import { normaliseIdentity } from '../customers/index.ts'
import { ownAddresses } from '../inboxes/index.ts'
import type { Incoming } from './incoming.ts'
import { participants } from './queries/threads.ts'

const keyOf = ({ kind, value }: { kind: string; value: string }): string =>
  `${kind} ${normaliseIdentity(kind, value).valueKey}`

const named = (incoming: Incoming, ...roles: string[]): string[] =>
  incoming.recipients.filter(({ role }) => roles.includes(role)).map(keyOf)

/** Who may join which conversation, as the batch goes on. */
export interface Belonging {
  /** Reads who takes part in conversations, in one statement. */
  load(conversationIds: readonly string[]): Promise<void>
  /** Whether a sender takes part in a conversation: see decision 0016. */
  has(conversation: { id: string; customerId: string }, incoming: Incoming): Promise<boolean>
  /** A message joined a conversation or opened it: whom its customer names in it takes part from now on. */
  note(conversation: { id: string; customerId: string }, incoming: Incoming): void
}

/** Begins to ask who belongs where, for a batch of messages. */
export const belonging = (tx: Tx): Belonging => {
  const people = new Map<string, Set<string>>()
  /** What the batch itself added, and nobody has asked about yet. */
  const noted = new Map<string, Incoming[]>()
  const loaded = new Set<string>()
  let ours: ReturnType<typeof ownAddresses> | undefined
  const of = (id: string): Set<string> => {
    const known = people.get(id) ?? new Set()
    people.set(id, known)
    for (const incoming of noted.get(id) ?? [])
      for (const key of named(incoming, 'from', 'to', 'cc')) known.add(key)
    noted.delete(id)
    return known
  }
  const load = async (ids: readonly string[]): Promise<void> => {
    const fresh = [...new Set(ids)].filter((id) => !loaded.has(id))
    if (fresh.length === 0) return
    for (const id of fresh) loaded.add(id)
    for (const { conversationId, kind, value, known } of await participants(tx, fresh))
      of(conversationId).add(known ? `${kind} ${value}` : keyOf({ kind, value }))
  }
  return {
    load,
    async has({ id, customerId }, incoming) {
      if (customerId === incoming.customerId) return true
      await load([id])
      const known = of(id)
      if (named(incoming, 'from').some((key) => known.has(key))) return true
      const others = (incoming.senders ?? []).filter((sender) => known.has(keyOf(sender)))
      if (others.length === 0) return false
      // What our own forms and programs send in From is nobody's address.
      const isOurs = await (ours ??= ownAddresses(tx))
      return others.some(({ value }) => !isOurs(value))
    },
    note({ id, customerId }, incoming) {
      if (customerId === incoming.customerId) noted.set(id, [...(noted.get(id) ?? []), incoming])
    },
  }
}
