import type { ChannelHost, Reading } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { Cursor } from './cursor.ts'
import type { Listed } from './take-mail.ts'

/** Most often, in milliseconds; people look at it, nothing depends on it. */
const every = 2_000

/** Tells how far the reading of a folder has come, when that changed and not too often. */
export class ReadingReport {
  readonly #account: Account
  readonly #host: ChannelHost
  #told = ''
  #toldAt = 0

  constructor(account: Account, host: ChannelHost) {
    this.#account = account
    this.#host = host
  }

  /** `uids`: what is still to be fetched in this pass, of which the next ones are `listed`; none at its end. Never throws. */
  async tell(
    cursor: Cursor,
    uids: readonly number[],
    listed: ReadonlyMap<number, Pick<Listed, 'arrivedAt'>>,
  ): Promise<void> {
    if (uids.length > 0 && Date.now() - this.#toldAt < every) return
    const reading = readingOf(cursor, uids, listed)
    const text = JSON.stringify(reading)
    if (text === this.#told) return
    try {
      await this.#host.reportReading(this.#account, reading)
      this.#told = text
      this.#toldAt = Date.now()
    } catch {
      this.#host.log.warn({ inbox: this.#account.id }, 'The progress of a mailbox could not be kept')
    }
  }
}

const readingOf = (
  { found, foundUpTo, retry }: Cursor,
  uids: readonly number[],
  listed: ReadonlyMap<number, Pick<Listed, 'arrivedAt'>>,
): Reading => {
  const earlier = uids.filter((uid) => uid <= foundUpTo && !retry.some((mail) => mail.uid === uid)).length
  const fresh = uids.filter((uid) => uid > foundUpTo)
  // What was there before us came in when nobody could have read it: it is no delay of ours.
  const arrived = [
    ...retry.filter(({ uid }) => uid > foundUpTo).map(({ arrivedAt }) => arrivedAt),
    ...fresh.map((uid) => listed.get(uid)?.arrivedAt ?? 0),
  ].filter((at) => at > 0)
  return {
    ...(earlier > 0
      ? { backfill: { done: Math.max(0, found - earlier), total: Math.max(found, earlier) } }
      : {}),
    waiting: new Set([...fresh, ...retry.map(({ uid }) => uid)]).size,
    ...(arrived.length > 0 ? { oldestAt: new Date(Math.min(...arrived)) } : {}),
  }
}
