import type { Db } from '../../kernel/db/index.ts'
import { addressesOf, EMAIL } from '../customers/index.ts'
import { abilitiesOf, channelOf, isArchived, ownAddresses } from '../inboxes/index.ts'
import { findAnswered } from './find-answered.ts'
import { addressedIn } from './queries/homes.ts'
import { homesIn, type SideRow } from './queries/links.ts'
import type { ConversationRow } from './queries/rows.ts'

/**
 * True where an answer can leave: to whoever wrote last, or to somebody who can be named, as screens let one where the
 * conversation's own channel knows copies. Each thread that was merged in is answered through its own inbox
 * (`mergedInboxIds`), and one whose inbox was put away not at all.
 */
export const canAnswer = async (
  db: Db,
  conversation: ConversationRow,
  mergedInboxIds: readonly string[],
): Promise<boolean> => {
  const inboxIds = [...new Set([conversation.inboxId, ...mergedInboxIds])]
  const away = await Promise.all(inboxIds.map((id) => isArchived(db, id)))
  if (away.every((isAway) => isAway === away[0])) return away[0] === false
  const usable = new Set(inboxIds.filter((_id, place) => !away[place]))
  const homes = await homesIn(db, conversation.id)
  const open = new Set(homes.filter(({ inboxId }) => usable.has(inboxId)).map(({ id }) => id))
  if (open.has((await findAnswered(db, conversation)).id)) return true
  const channel = await channelOf(db, conversation.inboxId)
  const { copies } = channel === undefined ? { copies: false } : await abilitiesOf(channel)
  return copies && canName(db, conversation.id, homes, open)
}

/** True where a mail address leads to one of the open threads, as `findAnswered` follows it. */
const canName = async (
  db: Db,
  conversationId: string,
  homes: readonly SideRow[],
  open: ReadonlySet<string>,
): Promise<boolean> => {
  const [addressed, isOurs] = await Promise.all([addressedIn(db, conversationId), ownAddresses(db)])
  const leads = new Map(addressed.map(({ address, threadId }) => [address, threadId]))
  for (const [address, threadId] of leads) if (open.has(threadId) && !isOurs(address)) return true
  for (const { id, customerId } of homes) {
    const isFirst = homes.find((one) => one.customerId === customerId)?.id === id
    if (!isFirst || !open.has(id)) continue
    const addresses = await addressesOf(db, customerId, EMAIL)
    if (addresses.some(({ value }) => !leads.has(value.toLowerCase()) && !isOurs(value))) return true
  }
  return false
}
