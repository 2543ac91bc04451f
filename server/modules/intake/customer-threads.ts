import type { ChannelHost, CustomerMessage, InboxAccount, ThreadScreen } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import { isId } from '../../kernel/ids.ts'
import type { Pusher } from '../../kernel/live/index.ts'
import {
  readByCustomer,
  threadFileForCustomer,
  threadForCustomer,
  threadIds,
  type CustomerMessageRow,
  type CustomerScreen,
} from '../conversations/index.ts'

const PAGE = 100

const shape = (row: CustomerMessageRow): CustomerMessage => ({
  id: row.id,
  messageKey: row.channelKey,
  from: row.kind === 'inbound' ? 'customer' : 'agent',
  // Theirs is what people of ours call them, or whomever they were merged with.
  author: row.kind === 'inbound' ? '' : row.actorName,
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

const screenOf = (inbox: InboxAccount, { threadKey, provenEmail }: ThreadScreen): CustomerScreen => ({
  inboxId: inbox.id,
  key: threadKey,
  proven: provenEmail === undefined ? [] : [provenEmail.toLowerCase()],
})

/** The part of the host that shows a customer their own thread. */
export const threadsOf = (
  database: Database,
  pusher: Pusher,
): Pick<ChannelHost, 'thread' | 'threadFile' | 'customerTyping' | 'customerRead'> => {
  const of = (inbox: InboxAccount) => database.in(inbox.workspaceId)
  return {
    async thread(inbox, screen, before) {
      const page = { before: before ?? null, limit: PAGE + 1 }
      const rows = await threadForCustomer(of(inbox), screenOf(inbox, screen), page)
      return { messages: rows.slice(-PAGE).map(shape), earlier: rows.length > PAGE }
    },
    async threadFile(inbox, screen, attachmentId) {
      if (!isId(attachmentId)) return undefined
      const file = await threadFileForCustomer(of(inbox), screenOf(inbox, screen), attachmentId)
      return file && { ...file, open: () => openFile(of(inbox), file.fileId) }
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
    async customerRead(inbox, screen, upTo) {
      await of(inbox).tx((tx) => readByCustomer(tx, screenOf(inbox, screen), upTo))
    },
  }
}
