import { systemCaller } from '../kernel/caller.ts'
import type { Db } from '../kernel/db/index.ts'
import { asAppError } from '../kernel/errors.ts'
import type { EventOf } from '../kernel/events/index.ts'
import {
  conversationRows,
  leadsOf,
  messagesByIds,
  toConversation,
  type ConversationRow,
} from '../modules/conversations/index.ts'
import { getCustomer, type CustomerDetails } from '../modules/customers/get-customer.ts'
import type { HookEvent, HookNews } from '../modules/webhooks/index.ts'

interface Place {
  conversationId: string
  messageId?: string
  inboxId: string
}

const placeOf = (event: EventOf<unknown>): Place => event.payload as Place

/** Conversations by the ids under which they are known: of one that was merged, the one that it leads to. */
const conversationsBy = async (db: Db, ids: readonly string[]): Promise<Map<string, ConversationRow>> => {
  const found = new Map((await conversationRows(db, ids)).map((row) => [row.id, row]))
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length === 0) return found
  const leads = (await leadsOf(db, missing)).filter(({ id }) => missing.includes(id))
  const survivors = await conversationRows(db, [...new Set(leads.map(({ into }) => into))])
  for (const { id, into } of leads) {
    const survivor = survivors.find((row) => row.id === into)
    if (survivor) found.set(id, survivor)
  }
  return found
}

/**
 * The conversation of each event, and its message where it has one; without those that are gone. Where the conversation
 * itself was merged meanwhile, the one that it went into, and its own id.
 */
export const readPlaces = async (
  db: Db,
  events: readonly EventOf<unknown>[],
  more: (event: EventOf<unknown>) => object = () => ({}),
): Promise<HookNews[]> => {
  const ids = (of: (place: Place) => string | undefined): string[] => [
    ...new Set(events.flatMap((event) => of(placeOf(event)) ?? [])),
  ]
  const messageIds = ids((place) => place.messageId)
  const messages = messageIds.length > 0 ? await messagesByIds(db, messageIds) : []
  // A message may have moved since: its conversation was merged into another one, or split.
  const home = (place: Place): string =>
    messages.find(({ id }) => id === place.messageId)?.conversationId ?? place.conversationId
  const rows = await conversationsBy(db, ids(home))
  return events.flatMap((event) => {
    const place = placeOf(event)
    const row = rows.get(home(place))
    const message = messages.find(({ id }) => id === place.messageId)
    if (!row || (place.messageId !== undefined && !message)) return []
    const merged = row.id === home(place) ? {} : { mergedConversationId: home(place) }
    const data = { ...(message && { message }), conversation: toConversation(row), ...merged, ...more(event) }
    return [{ event, inboxId: row.inboxId, data }]
  })
}

/** Without the message: the conversation alone. */
export const withoutMessage = (event: EventOf<unknown>): EventOf<unknown> => ({
  ...event,
  payload: { ...placeOf(event), messageId: undefined },
})

interface Moved {
  conversationId: string
  fromId?: string
  fromInboxId?: string
  intoId?: string
  intoInboxId?: string
}

/**
 * Of two conversations between which messages moved, the one with the other's id under a name. Who hears of the other's
 * inbox alone is told both ids, and no word; who hears of both inboxes is told once, by the first of the two.
 */
export const readMoved =
  (name: string): HookEvent['read'] =>
  async (db, events) => {
    const other = ({ payload }: EventOf<unknown>): object => {
      const { fromId, intoId } = payload as Moved
      return { [name]: fromId ?? intoId }
    }
    return (await readPlaces(db, events, other)).flatMap((news) => {
      const { conversationId, fromInboxId, intoInboxId } = news.event.payload as Moved
      const inboxId = fromInboxId ?? intoInboxId ?? null
      if (inboxId === news.inboxId) return [news]
      const data = { conversation: { id: conversationId }, ...other(news.event) }
      return [news, { event: news.event, inboxId, data }]
    })
  }

const readCustomer = async (db: Db, id: string): Promise<CustomerDetails | undefined> => {
  try {
    return await getCustomer(db, systemCaller(db.workspaceId), id)
  } catch (error) {
    if (asAppError(error)?.kind === 'not-found') return undefined
    throw error
  }
}

/** The customer of each event; without those that are gone. */
export const readCustomers = async (db: Db, events: readonly EventOf<unknown>[]): Promise<HookNews[]> => {
  const known = new Map<string, CustomerDetails | undefined>()
  const news: HookNews[] = []
  for (const event of events) {
    const { customerId } = event.payload as { customerId: string }
    if (!known.has(customerId)) known.set(customerId, await readCustomer(db, customerId))
    const customer = known.get(customerId)
    if (customer) news.push({ event, inboxId: null, data: { customer } })
  }
  return news
}
