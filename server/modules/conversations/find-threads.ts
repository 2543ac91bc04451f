import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { belonging } from './belongs.ts'
import { findLeads, type Leads, placeOf } from './find-leads.ts'
import type { Incoming } from './incoming.ts'
import { lockConversations, type LockedRow } from './queries/receive.ts'
import type { SuggestionReason } from './queries/suggestions.ts'
import { isReserved, REFERENCE_KEY, SIGNED_KEY } from './signed-key.ts'

/** Where a message belongs. */
export interface Place {
  /** The first message of an id that is not among the conversations that were found opens it. */
  conversationId: string
  /** Whose thread it is: the conversation itself, or one that was merged into it. Its keys are kept there. */
  homeId: string
  /** Where its keys lead although it may not join: it opened a conversation of its own instead. */
  suggests: { targetId: string; reason: SuggestionReason }[]
}

/** The conversations that a batch joins, locked, and for each message the one that it belongs to. */
export interface Threads {
  conversations: LockedRow[]
  /** By the message's index in the batch. */
  places: Place[]
}

interface Home {
  id: string
  customerId: string
}

const MOST_SUGGESTED = 3

/**
 * Finds each message's thread by its keys, strongest first, and by its own: it may arrive after its answer. A key joins
 * only someone who belongs there (`belongs.ts`), or a sender whom the channel itself proved. So a mass mail's id, a
 * forwarded one or a number that anybody can type never brings a stranger in.
 */
export const findThreads = async (tx: Tx, batch: readonly Incoming[]): Promise<Threads> => {
  const leads = await findLeads(tx, batch)
  const found = leads.here
  const conversations = found.size === 0 ? [] : await lockHomes(tx, [...new Set(found.values())])
  const homes = new Map<string, Home>(conversations.map((row) => [row.id, row]))
  const survivors = new Map(conversations.map(({ id, mergedInto }) => [id, mergedInto ?? id]))
  const people = belonging(tx)
  await people.load(doubtful(batch, found, homes))
  const places: Place[] = []
  for (const incoming of batch) {
    const joined = await join(incoming)
    const home = joined ?? { id: newId(), customerId: incoming.customerId }
    homes.set(home.id, home)
    people.note(home, incoming)
    places.push({
      conversationId: survivors.get(home.id) ?? home.id,
      homeId: home.id,
      suggests: joined ? [] : suggested(incoming, leads),
    })
    for (const key of keysOf(incoming)) {
      const place = placeOf(incoming.inboxId, key)
      // As in the table: a key that is taken stays where it is.
      if (!found.has(place)) found.set(place, home.id)
    }
  }
  const used = new Set(places.map(({ conversationId }) => conversationId))
  return { conversations: conversations.filter((row) => used.has(row.id)), places }

  async function join(incoming: Incoming): Promise<Home | undefined> {
    const led = (key: string) => homes.get(found.get(placeOf(incoming.inboxId, key)) ?? '')
    for (const key of incoming.threadKeys) {
      const home = led(key)
      if (home && (incoming.verified || (await people.has(home, incoming)))) return home
    }
    // The sender chooses a message's own key: no proof of who they are makes it lead anywhere.
    const home = incoming.messageKey === null ? undefined : led(incoming.messageKey)
    return home && (await people.has(home, incoming)) ? home : undefined
  }
}

/**
 * Conversations that keys lead to, locked, with those that they were merged into. Whoever belongs to a merged one's thread
 * joins that; the message stands in the survivor.
 */
const lockHomes = async (tx: Tx, ids: readonly string[]): Promise<LockedRow[]> => {
  const rows = await lockConversations(tx, ids)
  for (;;) {
    const missing = rows.flatMap(({ mergedInto }) =>
      mergedInto && !rows.some(({ id }) => id === mergedInto) ? [mergedInto] : [],
    )
    const survivors = missing.length === 0 ? [] : await lockConversations(tx, [...new Set(missing)])
    // One that takes nothing in any more: what was merged into it can't be joined through it.
    if (survivors.length === 0)
      return rows.filter(({ mergedInto }) => !mergedInto || rows.some(({ id }) => id === mergedInto))
    rows.push(...survivors)
  }
}

/** Keys under which a message is kept: never those that only we may give. */
export const keysOf = ({ threadKeys, messageKey }: Incoming): Set<string> =>
  new Set([...threadKeys, ...(messageKey === null ? [] : [messageKey])].filter((key) => !isReserved(key)))

/** Conversations of others that messages lead to before any of their own: who takes part in them has to be read. */
const doubtful = (
  batch: readonly Incoming[],
  found: ReadonlyMap<string, string>,
  homes: ReadonlyMap<string, Home>,
): string[] =>
  batch.flatMap((incoming) => {
    const ids: string[] = []
    const keys = [...(incoming.verified ? [] : incoming.threadKeys), incoming.messageKey ?? '']
    for (const key of keys) {
      const home = homes.get(found.get(placeOf(incoming.inboxId, key)) ?? '')
      if (home?.customerId === incoming.customerId && !incoming.senders?.length) break
      if (home) ids.push(home.id)
    }
    return ids
  })

/** Conversations that a message names by something of ours, strongest first. A machine names them without meaning it. */
const suggested = (incoming: Incoming, { here, elsewhere }: Leads): Place['suggests'] => {
  if (incoming.automatic) return []
  const reasons = new Map<string, SuggestionReason>()
  for (const key of incoming.threadKeys) {
    const place = placeOf(incoming.inboxId, key)
    const targetId = here.get(place) ?? elsewhere.get(place)
    const reason = reasonOf(key, incoming)
    if (targetId && reason && !reasons.has(targetId)) reasons.set(targetId, reason)
  }
  return [...reasons].slice(0, MOST_SUGGESTED).map(([targetId, reason]) => ({ targetId, reason }))
}

const reasonOf = (key: string, { ourKeys = [] }: Incoming): SuggestionReason | undefined => {
  if (key.startsWith(SIGNED_KEY)) return 'token'
  if (key.startsWith(REFERENCE_KEY)) return 'reference'
  return ourKeys.includes(key) ? 'message-id' : undefined
}
