import type { ChannelHost, CustomerMessage, InboxAccount } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import type { Pusher } from '../../kernel/live/index.ts'
import {
  readByCustomer,
  threadForCustomer,
  threadIds,
  type CustomerMessageRow,
} from '../conversations/index.ts'

const PAGE = 100

const shape = (row: CustomerMessageRow): CustomerMessage => ({
  id: row.id,
  messageKey: row.channelKey,
  from: row.kind === 'inbound' ? 'customer' : 'agent',
  author: row.actorName,
  text: row.text,
  at: row.at.toISOString(),
  files: row.files.map(({ id, name, type, size }) => ({ id, name, type, size })),
  state:
    row.kind === 'inbound'
      ? 'sent'
      : row.receipt === 'read'
        ? 'read'
        : row.receipt === 'delivered'
          ? 'delivered'
          : 'sent',
})

/** The part of the host that shows a customer their own thread. */
export const threadsOf = (
  database: Database,
  pusher: Pusher,
): Pick<ChannelHost, 'thread' | 'threadFile' | 'customerTyping' | 'customerRead'> => {
  const of = (inbox: InboxAccount) => database.in(inbox.workspaceId)
  return {
    thread: async (inbox, key, after) =>
      (await threadForCustomer(of(inbox), { inboxId: inbox.id, key, after: after ?? null, limit: PAGE })).map(
        shape,
      ),
    async threadFile(inbox, key, fileId) {
      const rows = await threadForCustomer(of(inbox), { inboxId: inbox.id, key, after: null, limit: 1000 })
      const file = rows.flatMap((row) => row.files).find((one) => one.id === fileId)
      if (!file?.fileId) return undefined
      const id = file.fileId
      return { name: file.name, type: file.type, size: file.size, open: () => openFile(of(inbox), id) }
    },
    customerTyping(inbox, key) {
      threadIds(of(inbox), inbox.id, [key]).then(
        (ids) => {
          for (const conversationId of ids)
            pusher.publish(inbox.workspaceId, {
              topics: [`open:${conversationId}`],
              frame: { type: 'customer-typing', conversationId },
              key: `typing ${conversationId}`,
            })
        },
        () => undefined,
      )
    },
    async customerRead(inbox, key, upTo) {
      await of(inbox).tx((tx) => readByCustomer(tx, inbox.id, key, upTo))
    },
  }
}
