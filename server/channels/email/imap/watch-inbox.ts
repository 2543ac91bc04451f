import type { ImapFlow } from 'imapflow'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { ImapSettings } from '../settings.ts'
import type { Words } from '../words.ts'
import { backOff } from './back-off.ts'
import { ConnectionFailure, connectImap, failureOf, type ImapTimeouts, usualTimeouts } from './connect.ts'
import { readCursor } from './cursor.ts'
import { fetchNew } from './fetch-new.ts'
import { Latch } from './latch.ts'
import { ListingFailure } from './list-mails.ts'
import { ReadingReport } from './report-reading.ts'
import { ofStore, StoreFailure } from '../store-failure.ts'

/** A mailbox that is being watched. */
export interface Watch {
  stop(): Promise<void>
  /** Looks at once instead of when the next look is due. */
  look(): void
}

/** Waits that tests shorten. `lease`: between two tries to become the one process that watches. */
export interface WatchTimes {
  timeouts: ImapTimeouts
  lease: number
  backOff(failures: number): number
}

export const usualTimes: WatchTimes = { timeouts: usualTimeouts, lease: 20_000, backOff }

/** How often it is told that the connection still works. */
const stillWorks = 60_000

/** A session this long was no failure, however it ended. */
const settled = 60_000

const folderMissing = (folder: string): Words => ({
  en: `There is no folder named “${folder}” in this mailbox. Choose another one in the inbox settings.`,
  ja: `このメールボックスに「${folder}」というフォルダーがありません。窓口の設定で別のフォルダーを指定してください。`,
})

const storeWords: Words = {
  en: 'Incoming emails cannot be saved at the moment. Nothing is lost: they stay on the mail server and are fetched again.',
  ja: '受信したメールを現在保存できません。メールはサーバーに残っており、自動的に再取得されます。',
}

/** A word for the log: error texts may hold addresses, codes do not. */
const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code ?? cause?.code ?? (error as Error).name
}

class Watcher implements Watch {
  readonly #account: Account
  readonly #imap: ImapSettings
  readonly #host: ChannelHost
  readonly #times: WatchTimes
  readonly #wake = new Latch()
  readonly #running: Promise<void>
  #stopped = false
  /** Another process watches now. */
  #lost = false
  #client: ImapFlow | undefined
  readonly #reading: ReadingReport
  #health = ''
  #toldAt = 0
  #careful = false

  constructor(account: Account, imap: ImapSettings, host: ChannelHost, times: WatchTimes) {
    this.#account = account
    this.#imap = imap
    this.#host = host
    this.#times = times
    this.#reading = new ReadingReport(account, host)
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake.set()
    // A mail that is being kept is finished; a server that does not answer is not waited for.
    const patience = setTimeout(() => this.#client?.close(), 5_000)
    await Promise.race([this.#running, this.#moment(6_000)])
    clearTimeout(patience)
  }

  look(): void {
    // Without a connection the pause before the next try goes on.
    if (this.#client) this.#wake.set()
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      const began = Date.now()
      try {
        this.#lost = false
        const release = await ofStore(this.#host.lease(this.#account, 'imap', () => this.#lose()))
        if (!release) {
          await this.#wake.wait(this.#times.lease)
          continue
        }
        await this.#session().finally(() => release().catch(() => undefined))
      } catch (error) {
        if (!this.#lost) await this.#reportFailure(error)
      }
      if (this.#stopped) return
      failures = Date.now() - began > settled ? 1 : failures + 1
      await this.#wake.wait(this.#times.backOff(failures))
    }
  }

  #lose(): void {
    this.#lost = true
    this.#client?.close()
    this.#wake.set()
  }

  async #session(): Promise<void> {
    const client = await connectImap(this.#account, this.#imap, this.#host, this.#times.timeouts)
    this.#client = client
    try {
      if (this.#lost) return
      for (const event of ['exists', 'close'] as const) client.on(event, () => this.#wake.set())
      await client.mailboxOpen(this.#imap.folder).catch((error: unknown) => {
        if ((error as { mailboxMissing?: boolean }).mailboxMissing)
          throw new ConnectionFailure(folderMissing(this.#imap.folder), error)
        throw error
      })
      await this.#follow(client)
    } finally {
      this.#client = undefined
      if (client.usable) await Promise.race([client.logout().catch(() => undefined), this.#moment(2_000)])
      client.close()
    }
  }

  /** Looks, sleeps until something happens, looks again; until the connection ends or we stop. */
  async #follow(client: ImapFlow): Promise<void> {
    const { account, imap, host } = { account: this.#account, imap: this.#imap, host: this.#host }
    const context = { client, account, imap, host, stopping: () => this.#stopped || this.#lost }
    let cursor = await readCursor(account, host)
    let opened = true
    while (!this.#stopped && !this.#lost) {
      cursor = await fetchNew({ ...context, careful: this.#careful, opened, reading: this.#reading }, cursor)
      opened = false
      this.#careful = false
      await this.#report(undefined)
      if (this.#stopped || this.#lost) return
      if (!client.usable) throw new Error('The connection was closed.')
      const idling = client.idle().catch(() => undefined)
      const due = Math.min(...cursor.retry.map(({ at }) => at - Date.now()), this.#imap.pollSeconds * 1000)
      await this.#wake.wait(Math.max(500, due))
      if (!client.usable && !this.#stopped && !this.#lost) throw new Error('The connection was closed.')
      this.#expectEnd(client, idling)
    }
  }

  /**
   * The next command ends IDLE first, and the client waits for ever for a server that hung before it had agreed to IDLE
   * at all: no byte is sent that could go unanswered.
   */
  #expectEnd(client: ImapFlow, idling: Promise<unknown>): void {
    const patience = setTimeout(() => client.close(), this.#times.timeouts.socket)
    idling.finally(() => clearTimeout(patience)).catch(() => undefined)
  }

  #moment(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, milliseconds).unref()
    })
  }

  async #reportFailure(error: unknown): Promise<void> {
    if (this.#stopped) return
    this.#careful = error instanceof ListingFailure
    const cause = error instanceof ListingFailure ? error.cause : error
    const words = error instanceof StoreFailure ? storeWords : failureOf(cause, this.#imap).words
    this.#host.log.warn(
      { inbox: this.#account.id, code: codeOf(cause) },
      'A mailbox cannot be read at the moment',
    )
    await this.#report(words)
  }

  /**
   * Tells how the connection is when that has changed, and once a minute that it still works, so that people see when it
   * last did. The store may be what is failing, so nothing is thrown.
   */
  async #report(reason: Words | undefined): Promise<void> {
    const health = reason?.en ?? 'ok'
    if (health === this.#health && (reason || Date.now() - this.#toldAt < stillWorks)) return
    try {
      await this.#host.reportHealth(this.#account, reason ? { state: 'failing', reason } : { state: 'ok' })
      this.#health = health
      this.#toldAt = Date.now()
    } catch (error) {
      this.#host.log.warn(
        { inbox: this.#account.id, code: codeOf(error) },
        'The state of a mailbox could not be kept',
      )
    }
  }
}

/**
 * Watches a mailbox until it is stopped: one process at a time by lease, IDLE with a regular look besides,
 * everything missed made up for, reconnecting for ever with growing pauses of at most five minutes.
 */
export const watchInbox = (
  account: Account,
  imap: ImapSettings,
  host: ChannelHost,
  times: WatchTimes = usualTimes,
): Watch => new Watcher(account, imap, host, times)
