import type { ChannelHost, InboxAccount } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { AnyoneOn, Pusher, Signals } from '../../kernel/live/index.ts'
import { readCalendars, reopening } from '../hours/index.ts'
import { activeInboxes, hasAddress, inboxAccount, isArchived, inboxByToken } from '../inboxes/index.ts'
import { workspaceIds } from '../workspace/index.ts'
import type { Accept } from './accept-arrival.ts'
import { healthOf } from './channel-health.ts'
import { keptOf } from './channel-kept.ts'
import { threadsOf } from './customer-threads.ts'

/** What the host is made of. */
export interface HostServices {
  database: Database
  accept: Accept
  anyoneOn: AnyoneOn
  pusher: Pusher
  signals: Signals
  /** Certificate and key of the mail receiver. */
  receiverTls(): { cert: string; key: string }
}

const topicOf = (inbox: InboxAccount, topic: string): string => `customer:${inbox.id}:${topic}`

/** Where mail is received, if anywhere. */
const receiverOf = ({
  database,
  receiverTls,
}: HostServices): Pick<ChannelHost, 'smtpInPort' | 'smtpInTls'> => {
  const { smtpInPort } = database.kernel.config
  return smtpInPort === undefined ? {} : { smtpInPort, smtpInTls: receiverTls }
}

/** What the product offers to channel islands, each call scoped to the inbox that it names. */
export const createChannelHost = (services: HostServices): ChannelHost => {
  const { database, accept, anyoneOn, pusher, signals } = services
  const { kernel } = database
  return {
    log: kernel.log,
    publicUrl: kernel.publicUrl,
    maxUploadBytes: kernel.config.maxUploadBytes,
    allowPrivateNetwork: kernel.config.privateNetwork,
    ...receiverOf(services),
    accept,
    async inboxByToken(channel, token) {
      const target = await inboxByToken(database.reference, token)
      if (target?.channel !== channel) return undefined
      const account = await inboxAccount(database.in(target.workspaceId), target.inboxId)
      return account?.state === 'active' ? account : undefined
    },
    async knows(channel, { token, addresses }) {
      const target = await inboxByToken(database.reference, token)
      if (target?.channel === channel && !(await isArchived(database.in(target.workspaceId), target.inboxId)))
        return true
      const small = addresses.map((address) => address.toLowerCase())
      for (const workspaceId of await workspaceIds(database.reference))
        if (await hasAddress(database.in(workspaceId), channel, small)) return true
      return false
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
    async closedUntil({ workspaceId, id }) {
      const calendars = await readCalendars(database.in(workspaceId))
      return reopening(calendars.of({ inboxId: id }), kernel.clock.now())
    },
    ...threadsOf(database, pusher),
    ...keptOf(database, signals),
    ...healthOf(database),
    live: {
      publish: (inbox, topic, frame) =>
        pusher.publish(inbox.workspaceId, {
          topics: [topicOf(inbox, topic)],
          frame: frame as { type: string },
        }),
      present: (inbox, topic) => anyoneOn(inbox.workspaceId, topicOf(inbox, topic)),
    },
  }
}
