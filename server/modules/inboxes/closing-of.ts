import type { Arrival, Channel, OutgoingMessage } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import type { Db } from '../../kernel/db/index.ts'
import { inboxAccount, type Account } from './find-account.ts'

const islandOf = async (
  db: Db,
  inboxId: string,
): Promise<{ channel: Channel; account: Account } | undefined> => {
  const account = await inboxAccount(db, inboxId)
  const channel = account && (await channels()).get(account.channel)
  return account && channel ? { channel, account } : undefined
}

/** What stands below an author's words when the inbox sends them; empty where its channel adds nothing. */
export const closingOf = async (
  db: Db,
  inboxId: string,
  author: OutgoingMessage['author'],
): Promise<string> => {
  const island = await islandOf(db, inboxId)
  return island?.channel.closing?.(author, island.account) ?? ''
}

/** Kind of the addresses that the inbox writes to; undefined when there is no such inbox. */
export const addressKindOf = async (db: Db, inboxId: string): Promise<string | undefined> =>
  (await islandOf(db, inboxId))?.channel.addressKind

/**
 * What an inbox's island understands of bytes; nothing where there is no such inbox. `asMessage`: whatever else it would take
 * them for. Throws where they can't be understood at all.
 */
export const readThrough = async (
  db: Db,
  inboxId: string,
  raw: Buffer,
  { asMessage = false }: { asMessage?: boolean } = {},
): Promise<Arrival[]> => {
  const island = await islandOf(db, inboxId)
  return island ? island.channel.parse(raw, island.account, asMessage ? { asMessage } : {}) : []
}
