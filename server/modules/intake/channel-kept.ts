import { setTimeout } from 'node:timers/promises'
import type { ChannelHost, InboxAccount } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { Signals } from '../../kernel/live/index.ts'
import { readState, renewSecrets, replaceSecret, writeState } from '../inboxes/index.ts'

/** Longer than a provider is waited for; between two looks whether it is one's turn. */
const TURN_MS = 45_000
const LOOK_MS = 200

/** The lease, once whoever has it gives it back; undefined where that is not in good time. */
const turnOf = async (take: () => ReturnType<ChannelHost['lease']>): ReturnType<ChannelHost['lease']> => {
  for (const end = performance.now() + TURN_MS; ; await setTimeout(LOOK_MS)) {
    const release = await take()
    if (release) return release
    if (performance.now() > end) return undefined
  }
}

/** The part of the host that keeps what islands want kept with an inbox, and what one process at a time may do there. */
export const keptOf = (
  database: Database,
  signals: Signals,
): Pick<ChannelHost, 'readState' | 'writeState' | 'keepSecret' | 'renewSecrets' | 'lease'> => {
  const of = (inbox: InboxAccount) => database.in(inbox.workspaceId)
  const lease: ChannelHost['lease'] = (inbox, purpose, lost) =>
    signals.tryLease(`${inbox.workspaceId}:${inbox.id}:${purpose}`, lost)
  return {
    readState: (inbox, key) => readState(of(inbox), inbox.id, key),
    writeState: (inbox, key, value) => writeState(of(inbox), inbox.id, key, value),
    keepSecret: (inbox, name, value) => replaceSecret(of(inbox), inbox.id, name, value),
    async renewSecrets(inbox, renew) {
      const release = await turnOf(() => lease(inbox, 'secrets'))
      if (!release) return false
      // A lease that can't be given back is gone with its connection; what was renewed is kept all the same.
      await renewSecrets(of(inbox), inbox.id, renew).finally(() => release().catch(() => undefined))
      return true
    },
    lease,
  }
}
