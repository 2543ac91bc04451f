import { createLog } from '../../server/kernel/log.ts'
import type { Access, ChannelHost, Gap, InboxAccount, Reading } from '../../server/channels/channel.ts'

/** A mail or payload that an island handed over. */
export interface Kept {
  inboxId: string
  raw: Buffer
  externalId: string
}

/** A host in memory for an island's own tests: keeps what is accepted once, remembers health and state. */
export interface FakeHost extends ChannelHost {
  readonly kept: Kept[]
  /** Every call of `accept`, repeated ones too. */
  readonly offered: string[]
  readonly health: { inboxId: string; state: string; reason?: { en: string; ja: string } }[]
  /** What could not be fetched, and what became of it. */
  readonly gapList: Map<string, Gap & { state: string }>
  /** What was told of reading, newest last. */
  readonly readings: Reading[]
  readonly access: Access[]
  readonly states: Map<string, unknown>
  /** What was kept of secrets besides the accounts' own, by inbox and name. */
  readonly secrets: Map<string, unknown>
  /** The inboxes that the island sees; change it, then refresh. */
  accounts: InboxAccount[]
  /** Tokens and addresses of inboxes that are there and take nothing. */
  readonly idle: string[]
  /** Called before a mail is kept: throw to refuse, await to delay. */
  beforeAccept: (raw: Buffer) => void | Promise<void>
  /** How many leases are held now, by purpose. */
  readonly leases: Map<string, number>
}

const unused = (what: string) => (): never => {
  throw new Error(`The fake host has no ${what}.`)
}

const fakeGaps = (list: () => FakeHost['gapList']): ChannelHost['gaps'] => ({
  async note(_inbox, gaps) {
    for (const gap of gaps) list().set(gap.key, { ...gap, state: 'open' })
  },
  wanted: async () => [...list().values()].filter(({ state }) => state === 'wanted'),
  open: async () => [...list().values()].filter(({ state }) => /open|wanted/.test(state)),
  async settle(_inbox, keys, outcome) {
    for (const key of keys) {
      const gap = list().get(key)
      if (gap) list().set(key, { ...gap, state: outcome })
    }
  },
})

const fakeLease =
  (leases: () => Map<string, number>): ChannelHost['lease'] =>
  async (inbox, purpose) => {
    const key = `${inbox.id} ${purpose}`
    if ((leases().get(key) ?? 0) > 0) return undefined
    leases().set(key, 1)
    return async () => {
      leases().set(key, 0)
    }
  }

const fakeSecrets = (
  secrets: () => FakeHost['secrets'],
): Pick<Required<ChannelHost>, 'keepSecret' | 'renewSecrets'> => ({
  async keepSecret(inbox, name, value) {
    secrets().set(`${inbox.id} ${name}`, value)
  },
  async renewSecrets(inbox, renew) {
    const names = [...secrets().keys()].filter((key) => key.startsWith(`${inbox.id} `))
    const kept = names.map((key) => [key.slice(inbox.id.length + 1), secrets().get(key)])
    const renewed = await renew({ ...(inbox.secrets as object), ...Object.fromEntries(kept) })
    for (const [name, value] of Object.entries(renewed)) secrets().set(`${inbox.id} ${name}`, value)
    return true
  },
})

/** A fake host that lets islands connect to loopback. */
export const fakeHost = (options: { smtpInPort?: number; allowPrivateNetwork?: boolean } = {}): FakeHost => {
  const known = new Set<string>()
  const host: FakeHost = {
    log: createLog('silent'),
    publicUrl: 'https://desk.example',
    maxUploadBytes: 20 * 1024 * 1024,
    allowPrivateNetwork: options.allowPrivateNetwork ?? true,
    ...(options.smtpInPort === undefined ? {} : { smtpInPort: options.smtpInPort }),
    kept: [],
    offered: [],
    health: [],
    gapList: new Map(),
    readings: [],
    access: [],
    states: new Map(),
    secrets: new Map(),
    accounts: [],
    idle: [],
    leases: new Map(),
    beforeAccept: () => undefined,
    closedUntil: async () => undefined,
    inboxByToken: async (_channel, token) => host.accounts.find((account) => account.token === token),
    knows: async (_channel, { token, addresses }) =>
      [token, ...addresses].some(
        (name) => host.idle.includes(name) || host.idle.includes(name.toLowerCase()),
      ),
    inboxes: async () => [...host.accounts],
    async accept(inbox, raw, externalId) {
      host.offered.push(externalId)
      await host.beforeAccept(raw)
      if (known.has(`${inbox.id} ${externalId}`)) return 'known'
      known.add(`${inbox.id} ${externalId}`)
      host.kept.push({ inboxId: inbox.id, raw, externalId })
      return 'kept'
    },
    readState: async <T>(inbox: InboxAccount, key: string) =>
      structuredClone(host.states.get(`${inbox.id} ${key}`)) as T | undefined,
    async writeState(inbox, key, value) {
      host.states.set(`${inbox.id} ${key}`, structuredClone(value))
    },
    ...fakeSecrets(() => host.secrets),
    async reportHealth(inbox, health) {
      host.health.push({ inboxId: inbox.id, ...health })
    },
    gaps: fakeGaps(() => host.gapList),
    reportReading: async (_inbox, reading) => void host.readings.push(reading),
    reportAccess: async (_inbox, access) => void host.access.push(access),
    lease: fakeLease(() => host.leases),
    thread: unused('threads'),
    threadFile: unused('thread files'),
    customerTyping: unused('typing'),
    customerRead: unused('read marks'),
    live: { publish: unused('live frames'), present: unused('live frames') },
  }
  return host
}
