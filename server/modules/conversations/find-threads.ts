import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { belonging } from './belongs.ts'
import type { Incoming } from './incoming.ts'
import { lockConversations } from './queries/receive.ts'
import type { ConversationRow } from './queries/rows.ts'
import { threadsByKeys, threadsByNumbers } from './queries/threads.ts'
import { isReserved, REFERENCE_KEY } from './signed-key.ts'

/** The conversations that a batch joins, locked, and for each message the one that it belongs to. */
export interface Threads {
  conversations: Omit<ConversationRow, 'customerName'>[]
  /** By the message's index in the batch. The first message of an id that is not among `conversations` opens it. */
  places: string[]
}

const at = (inboxId: string, key: string): string => `${inboxId} ${key}`

/**
 * Finds each message's thread by its keys, strongest first, and by its own: it may arrive after its answer. A key joins
 * only someone who belongs there (`belongs.ts`), or a sender whom the channel itself proved. So a mass mail's id, a
 * forwarded one or a number that anybody can type never brings a stranger in.
 */
export const findThreads = async (tx: Tx, batch: readonly Incoming[]): Promise<Threads> => {
  const found = await leads(tx, batch)
  const conversations = found.size === 0 ? [] : await lockConversations(tx, [...new Set(found.values())])
  const homes = new Map<string, { id: string; customerId: string }>(conversations.map((row) => [row.id, row]))
  const people = belonging(tx)
  await people.load(doubtful(batch, found, homes))
  const places: string[] = []
  for (const incoming of batch) {
    const home = (await join(incoming)) ?? { id: newId(), customerId: incoming.customerId }
    homes.set(home.id, home)
    people.note(home, incoming)
    for (const key of keysOf(incoming)) {
      const place = at(incoming.inboxId, key)
      // As in the table: a key that is taken stays where it is.
      if (!found.has(place)) found.set(place, home.id)
    }
    places.push(home.id)
  }
  const used = new Set(places)
  return { conversations: conversations.filter((row) => used.has(row.id)), places }

  async function join(incoming: Incoming): Promise<{ id: string; customerId: string } | undefined> {
    const led = (key: string) => homes.get(found.get(at(incoming.inboxId, key)) ?? '')
    for (const key of incoming.threadKeys) {
      const home = led(key)
      if (home && (incoming.verified || (await people.has(home, incoming)))) return home
    }
    // The sender chooses a message's own key: no proof of who they are makes it lead anywhere.
    const home = incoming.messageKey === null ? undefined : led(incoming.messageKey)
    return home && (await people.has(home, incoming)) ? home : undefined
  }
}

/** Keys under which a message is kept: never those that only we may give. */
export const keysOf = ({ threadKeys, messageKey }: Incoming): Set<string> =>
  new Set([...threadKeys, ...(messageKey === null ? [] : [messageKey])].filter((key) => !isReserved(key)))

/** The number that a key names; undefined where it names none. */
const numberIn = (key: string): string | undefined =>
  key.startsWith(REFERENCE_KEY) ? /^\d{1,15}$/.exec(key.slice(REFERENCE_KEY.length))?.[0] : undefined

/** Which conversation each key leads to, in the inbox that it came into. */
const leads = async (tx: Tx, batch: readonly Incoming[]): Promise<Map<string, string>> => {
  const wanted: { inboxId: string; key: string }[] = []
  const numbers: { inboxId: string; number: string }[] = []
  for (const { inboxId, threadKeys, messageKey } of batch) {
    for (const key of threadKeys) {
      const number = numberIn(key)
      if (number) numbers.push({ inboxId, number })
      else wanted.push({ inboxId, key })
    }
    if (messageKey !== null && !isReserved(messageKey)) wanted.push({ inboxId, key: messageKey })
  }
  const [byKey, byNumber] = await Promise.all([
    wanted.length > 0 ? threadsByKeys(tx, wanted) : [],
    numbers.length > 0 ? threadsByNumbers(tx, numbers) : [],
  ])
  return new Map([
    ...byKey.map((row) => [at(row.inboxId, row.key), row.conversationId] as const),
    ...byNumber
      .filter(({ here }) => here)
      .map((row) => [at(row.inboxId, REFERENCE_KEY + row.number), row.conversationId] as const),
  ])
}

/** Conversations of others that messages lead to before any of their own: who takes part in them has to be read. */
const doubtful = (
  batch: readonly Incoming[],
  found: ReadonlyMap<string, string>,
  homes: ReadonlyMap<string, { id: string; customerId: string }>,
): string[] =>
  batch.flatMap((incoming) => {
    const ids: string[] = []
    const keys = [...(incoming.verified ? [] : incoming.threadKeys), incoming.messageKey ?? '']
    for (const key of keys) {
      const home = homes.get(found.get(at(incoming.inboxId, key)) ?? '')
      if (home?.customerId === incoming.customerId) break
      if (home) ids.push(home.id)
    }
    return ids
  })
