import type { ChannelHost } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conversationRows, findAnswered, threadKeysOf, threadOf } from '../conversations/index.ts'
import { inboxAccount } from '../inboxes/index.ts'

/** Lets the customer's open screen show that somebody writes, where the channel can. */
export const tellCustomerTyping = async (
  db: Db,
  conversationId: string,
  author: string,
  host: ChannelHost,
): Promise<void> => {
  const [row] = await conversationRows(db, [conversationId])
  const answered = row && (await findAnswered(db, row))
  const account = answered && (await inboxAccount(db, answered.inboxId))
  const channel = account && (await channels()).get(account.channel)
  if (!account || !channel?.notify) return
  const threadId = await threadOf(db, answered.id)
  channel.notify(
    { kind: 'typing', threadKeys: await threadKeysOf(db, threadId, { inboxId: account.id }), author },
    account,
    host,
  )
}
