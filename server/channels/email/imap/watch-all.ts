import type { ChannelHost, InboxAccount } from '../../channel.ts'
import { accountOf } from '../account.ts'
import { usualTimes, type Watch, watchInbox, type WatchTimes } from './watch-inbox.ts'

/** How often the list of inboxes is read anew, for changes that nobody told us about; milliseconds. */
const lookEvery = 300_000

interface Watched {
  watch: Watch
  /** Settings and secrets that the watch was begun with. */
  settings: string
}

const settingsBroken = {
  en: 'The settings of this inbox are incomplete. Open them and save them again.',
  ja: 'この窓口の設定に不備があります。設定を開いて保存し直してください。',
}

const nothingToWatch: Watch = { stop: async () => undefined, look: () => undefined }

/** A provider that changes the refresh token at each use is no reason to connect anew. */
const fingerprint = (inbox: InboxAccount): string =>
  JSON.stringify([inbox.settings, inbox.secrets], (key, value: unknown) =>
    key === 'refreshToken' || key === 'access' ? undefined : value,
  )

/** Keeps one watch for each inbox that fetches by IMAP. */
class Watches {
  readonly #host: ChannelHost
  readonly #times: WatchTimes
  readonly #watched = new Map<string, Watched>()
  #queue: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(host: ChannelHost, times: WatchTimes) {
    this.#host = host
    this.#times = times
  }

  /** Changes run one after another, so that two of them never start the same inbox twice. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const next = this.#queue.then(change)
    this.#queue = next.catch(() => undefined)
    return next
  }

  sync(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stopped) return
      const inboxes = await this.#host.inboxes('email')
      const ids = new Set(inboxes.map(({ id }) => id))
      for (const id of this.#watched.keys()) if (!ids.has(id)) await this.#end(id)
      for (const inbox of inboxes) await this.#set(inbox)
    })
  }

  refresh(inboxId: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stopped) return
      const inbox = (await this.#host.inboxes('email')).find(({ id }) => id === inboxId)
      if (!inbox) await this.#end(inboxId)
      else {
        await this.#set(inbox)
        this.#watched.get(inboxId)?.watch.look()
      }
    })
  }

  stop(): Promise<void> {
    this.#stopped = true
    return this.#inTurn(async () => {
      await Promise.all([...this.#watched.keys()].map((id) => this.#end(id)))
    })
  }

  /** True when there was a watch to end. */
  async #end(id: string): Promise<boolean> {
    const watched = this.#watched.get(id)
    this.#watched.delete(id)
    await watched?.watch.stop()
    return watched !== undefined
  }

  async #set(inbox: InboxAccount): Promise<void> {
    const settings = fingerprint(inbox)
    // A watch whose settings are as they were goes on: begun anew, it would forget how long it has to wait.
    if (this.#watched.get(inbox.id)?.settings === settings) return
    const ended = await this.#end(inbox.id)
    const account = accountOf(inbox)
    if (!account) {
      this.#watched.set(inbox.id, { settings, watch: nothingToWatch })
      return this.#host.reportHealth(inbox, { state: 'failing', reason: settingsBroken })
    }
    const { receive } = account.settings
    if (receive.how !== 'imap') {
      // What was last seen of the connection is no news any more.
      if (ended) await this.#host.reportHealth(inbox, { state: 'unknown' })
      return
    }
    this.#watched.set(inbox.id, { settings, watch: watchInbox(account, receive, this.#host, this.#times) })
  }
}

/** Watches all email inboxes of all workspaces until stopped. */
export const watchAll = async (
  host: ChannelHost,
  times: WatchTimes = usualTimes,
): Promise<{ stop(): Promise<void>; refresh(inboxId: string): Promise<void> }> => {
  const watches = new Watches(host, times)
  await watches.sync()
  const timer = setInterval(() => {
    watches.sync().catch(() => host.log.warn('The list of mailboxes could not be read'))
  }, lookEvery)
  return {
    refresh: (inboxId) => watches.refresh(inboxId),
    stop: async () => {
      clearInterval(timer)
      await watches.stop()
    },
  }
}
