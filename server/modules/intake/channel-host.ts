import type { ChannelHost, CustomerMessage, InboxAccount } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import type { LiveHub, Pusher, Signals } from '../../kernel/live/index.ts'
import {
  readByCustomer,
  threadForCustomer,
  threadIds,
  type CustomerMessageRow,
} from '../conversations/index.ts'
import {
  activeInboxes,
  inboxAccount,
  inboxByToken,
  readState,
  writeInboxHealth,
  writeState,
} from '../inboxes/index.ts'
import { workspaceIds } from '../workspace/index.ts'
import type { Accept } from './accept-arrival.ts'

/** What the host is made of. */
export interface HostServices {
  database: Database
  accept: Accept
  hub: LiveHub
  pusher: Pusher
  signals: Signals
}

const PAGE = 100

const topicOf = (inbox: InboxAccount, topic: string): string => `customer:${inbox.id}:${topic}`

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

/** What the product offers to channel islands, each call scoped to the inbox that it names. */
export const createChannelHost = ({ database, accept, hub, pusher, signals }: HostServices): ChannelHost => {
  const { kernel } = database
  const of = (inbox: InboxAccount) => database.in(inbox.workspaceId)
  return {
    log: kernel.log,
    publicUrl: kernel.publicUrl,
    maxUploadBytes: kernel.config.maxUploadBytes,
    allowPrivateNetwork: kernel.config.privateNetwork,
    smtpInPort: kernel.config.smtpInPort,
    accept,
    async inboxByToken(channel, token) {
      const target = await inboxByToken(database.reference, token)
      if (target?.channel !== channel) return undefined
      const account = await inboxAccount(database.in(target.workspaceId), target.inboxId)
      return account?.state === 'active' ? account : undefined
    },
    async inboxes(channel) {
      const found: InboxAccount[] = []
      for (const workspaceId of await workspaceIds(database.reference)) {
        const db = database.in(workspaceId)
        for (const { id } of await activeInboxes(db, channel)) {
          const account = await inboxAccount(db, id)
          if (account) found.push(account)
        }
      }
      return found
    },
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
    readState: (inbox, key) => readState(of(inbox), inbox.id, key),
    writeState: (inbox, key, value) => writeState(of(inbox), inbox.id, key, value),
    reportHealth: (inbox, health) => writeInboxHealth(of(inbox), inbox.id, health),
    lease: (inbox, purpose) => signals.tryLease(`${inbox.workspaceId}:${inbox.id}:${purpose}`),
    live: {
      publish: (inbox, topic, frame) =>
        pusher.publish(inbox.workspaceId, {
          topics: [topicOf(inbox, topic)],
          frame: frame as { type: string },
        }),
      present: (inbox, topic) => hub.on(inbox.workspaceId, topicOf(inbox, topic)).size,
    },
  }
}
