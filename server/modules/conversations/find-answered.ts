import type { Db } from '../../kernel/db/index.ts'
import { EMAIL, ownerOf } from '../customers/index.ts'
import { homesIn, type SideRow } from './queries/links.ts'
import { lastInbound, lastOutbound, newestWith } from './queries/messages.ts'
import type { ConversationRow } from './queries/rows.ts'

/** What an answer goes on: `id`, `subject`, `inboxId` and the customer are those of the thread, never of the survivor. */
export interface Answered extends Omit<SideRow, 'number' | 'placeId'> {
  /** The newest message that somebody wrote to us there. */
  inbound: Awaited<ReturnType<typeof lastInbound>>
  /** The merged conversation whose thread it is; null: the conversation's own. */
  homeId: string | null
  /** All of that customer's threads that stand in the conversation; undefined where nobody else's do. */
  own: string[] | undefined
}

type Answerable = Pick<ConversationRow, 'id' | 'subject' | 'inboxId' | 'customerId' | 'customerName'>

/**
 * What an answer in a conversation goes on. Where others were merged into it, the thread of whoever it is written to, else
 * of whoever wrote last: it leaves through that one's inbox, bears that one's subject, and quotes nobody else.
 */
export const findAnswered = async (
  db: Db,
  conversation: Answerable,
  to?: readonly string[],
): Promise<Answered> => {
  const { id } = conversation
  const newest = await lastInbound(db, id)
  const spoken = newest ?? (await lastOutbound(db, id))
  const homes = spoken?.merged === false ? [] : await homesIn(db, id)
  if (homes.length < 2) {
    const { subject, inboxId, customerId, customerName } = conversation
    return { id, subject, inboxId, customerId, customerName, inbound: newest, homeId: null, own: undefined }
  }
  const homeId = to?.length ? await threadOfAddresses(db, id, to, homes) : undefined
  const home = homes.find((one) => one.id === (homeId ?? spoken?.homeId ?? id)) as SideRow
  const own = homes.filter(({ customerId }) => customerId === home.customerId).map((one) => one.id)
  return {
    ...home,
    inbound: await lastInbound(db, id, home.id),
    homeId: home.id === id ? null : home.id,
    own: own.length === homes.length ? undefined : own,
  }
}

/** Whose thread addresses belong to: where one of them was last written from or to, else whose address it is. */
const threadOfAddresses = async (
  db: Db,
  conversationId: string,
  to: readonly string[],
  homes: readonly SideRow[],
): Promise<string | undefined> => {
  const named = await newestWith(db, conversationId, to)
  if (named) return named.homeId ?? conversationId
  for (const value of to) {
    const owner = await ownerOf(db, EMAIL, value)
    const home = homes.find(({ customerId }) => customerId === owner)
    if (home) return home.id
  }
  return undefined
}
