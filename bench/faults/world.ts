import { startMailSink, type MailSink } from '../../test/chaos/mail-sink.ts'
import { startHouse, type House, type HouseOptions, type Part } from '../../test/harness/house.ts'
import { faultSettings, type ProcessFault } from '../../test/harness/process-fault.ts'
import { startStallProxy, type StallProxy } from '../../test/mailserver/stall-proxy.ts'
import { insist } from './insist.ts'
import type { Street } from './street.ts'

/** A product with everything around it: one process serves people, one works, and each line has a proxy to break. */
export interface World {
  street: Street
  house: House
  /** The mailbox that is fetched from. */
  mailbox: string
  /** Where mail for the receiver goes. */
  receiver: string
  chatToken: string
  /** Open chat sessions. */
  visitors: string[]
  /** Conversations by mail that answers go to. */
  conversations: string[]
  /** Takes our answers. */
  sink: MailSink
  toImap: StallProxy
  toSink: StallProxy
  /** What each process does to itself from its next start on. */
  faults: Map<Part, ProcessFault>
  /** Calls the API until it confirms. */
  api<T>(method: string, path: string, body?: unknown, key?: string): Promise<T>
  stop(): Promise<void>
}

/** How a world is not as usual. */
export interface WorldOptions {
  name: string
  /** Where the data folder lies. */
  place?: HouseOptions['place']
}

const VISITORS = 40
const CONVERSATIONS = 6

/** Where the worker’s mail comes in and goes out. */
const mailInboxes = async (world: World): Promise<void> => {
  const smtp = { host: '127.0.0.1', port: world.toSink.port, security: 'none' }
  const mail = await world.api<{ id: string }>('POST', '/api/inboxes', {
    channel: 'email',
    name: 'Mail',
    settings: {
      address: world.mailbox,
      receive: {
        how: 'imap',
        host: '127.0.0.1',
        port: world.toImap.port,
        security: 'none',
        user: world.mailbox,
        importDays: 7,
        pollSeconds: 10,
        sentFolder: 'Sent',
      },
      smtp,
    },
    secrets: { password: world.street.mail.password },
  })
  await world.api('POST', '/api/inboxes', {
    channel: 'email',
    name: 'Forwarded',
    settings: { address: world.receiver, receive: { how: 'forwarding' }, smtp },
  })
  for (let n = 0; n < CONVERSATIONS; n += 1) {
    const customer = await world.api<{ id: string }>('POST', '/api/customers', {
      name: `客 ${n}`,
      email: `reader${n}@mail.example`,
    })
    const { id } = await world.api<{ id: string }>('POST', '/api/conversations', {
      inboxId: mail.id,
      customerId: customer.id,
      subject: 'ご注文の件',
      text: 'ご連絡いたします。',
    })
    world.conversations.push(id)
  }
}

const chatInbox = async (world: World): Promise<void> => {
  const chat = await world.api<{ token: string }>('POST', '/api/inboxes', { channel: 'chat', name: 'Chat' })
  world.chatToken = chat.token
  for (let n = 0; n < VISITORS; n += 1) {
    const url = `${world.house.urls[0]}/channels/chat/${chat.token}/sessions`
    const opened = await insist(url, 'POST', { 'x-forwarded-for': `10.9.0.${n}` }, {})
    world.visitors.push((opened as { session: string }).session)
  }
}

/** Opens a fresh world for one fault. */
export const openWorld = async (street: Street, { name, place }: WorldOptions): Promise<World> => {
  const faults = new Map<Part, ProcessFault>()
  const house = await startHouse({
    parts: ['main', 'worker'],
    ...(place ? { place } : {}),
    settings: (part) => ({
      ...(part === 'main'
        ? { MADOGUCHI_ROLES: 'web' }
        : { MADOGUCHI_SMTP_IN_PORT: String(street.receiverPort) }),
      ...faultSettings(faults.get(part) ?? {}),
    }),
  })
  const sink = await startMailSink()
  const toImap = await startStallProxy(street.mail.imap.starttls)
  const toSink = await startStallProxy(sink.port)
  const world: World = {
    street,
    house,
    mailbox: `${name}-${Date.now()}@shop.example`,
    receiver: `${name}@in.example`,
    chatToken: '',
    visitors: [],
    conversations: [],
    sink,
    toImap,
    toSink,
    faults,
    async api<T>(method: string, path: string, body?: unknown, key?: string) {
      const headers = {
        authorization: `Bearer ${house.apiKey}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      }
      return (await insist(`${house.urls[0]}${path}`, method, headers, body)) as T
    },
    async stop() {
      await house.stop()
      await Promise.all([toImap.stop(), toSink.stop()])
      await sink.stop()
    },
  }
  try {
    await world.api('PATCH', '/api/workspace', { undoSeconds: 0 })
    await mailInboxes(world)
    await chatInbox(world)
    return world
  } catch (error) {
    await world.stop()
    throw error
  }
}
