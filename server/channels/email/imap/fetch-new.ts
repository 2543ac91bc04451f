import type { ImapFlow } from 'imapflow'
import type { ChannelHost, Gap } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { ImapSettings } from '../settings.ts'
import { type Cursor, noteFailure, noteSuccess, surveyed, writeCursor } from './cursor.ts'
import { findUids } from './find-uids.ts'
import { datesOf, ListingFailure, listMails } from './list-mails.ts'
import { type ReadingReport } from './report-reading.ts'
import { stillThere } from './search.ts'
import { owedSince, settleEarlier, tellGaps, wantedGaps } from './gaps.ts'
import { ofStore, StoreFailure } from '../store-failure.ts'
import { type Listed, notGiven, takeMail } from './take-mail.ts'

/** How many mails are listed at once, and after how many the cursor is written. */
const batch = 50
/** So many of our own failures in a row are an outage of ours: then nothing is skipped and the rest waits. */
const outage = 3
/** So many mails in a row that the server did not give are an outage of its own: the rest waits, and people are told. */
const refusal = 10

/** What a pass needs to know besides the folder. */
export interface PassContext {
  client: ImapFlow
  account: Account
  imap: ImapSettings
  host: ChannelHost
  /** True when no further mail is to be begun. */
  stopping(): boolean
  /** One mail at a time, after a listing has failed. */
  careful: boolean
  /** True for the first pass after the folder was opened. */
  opened: boolean
  reading: ReadingReport
}

/** One pass over a folder. */
class Pass {
  readonly #context: PassContext
  readonly #cursor: Cursor
  /** Gaps that somebody wants to be fetched again. */
  readonly #wanted: Map<number, Gap>
  /** Keys of gaps that are none any more and that nobody was told of yet. */
  #settled: { fetched: string[]; gone: string[] } = { fetched: [], gone: [] }
  #storeFailures = 0
  #refusals = 0

  constructor(context: PassContext, cursor: Cursor, wanted: Map<number, Gap>) {
    this.#context = context
    this.#cursor = cursor
    this.#wanted = wanted
  }

  async run(uids: number[]): Promise<void> {
    const { careful, stopping } = this.#context
    const size = careful ? 1 : batch
    for (let at = 0; at < uids.length && !stopping(); at += size) {
      try {
        await this.#group(uids.slice(at, at + size), uids.slice(at))
      } finally {
        await this.#keep()
      }
    }
  }

  /** What is told of gaps is told first: whatever ends us in between, they are found again from the cursor. */
  async #keep(): Promise<void> {
    const { account, host } = this.#context
    await tellGaps(account, host, this.#cursor)
    for (const outcome of ['fetched', 'gone'] as const) {
      const keys = this.#settled[outcome]
      if (keys.length > 0) await ofStore(host.gaps.settle(account, keys, outcome))
    }
    this.#settled = { fetched: [], gone: [] }
    await writeCursor(account, host, this.#cursor)
  }

  #done(uid: number, arrivedAt: number, outcome: 'fetched' | 'gone'): void {
    noteSuccess(this.#cursor, uid, arrivedAt, Date.now())
    const gap = this.#wanted.get(uid)
    if (gap) this.#settled[outcome].push(gap.key)
  }

  async #group(uids: number[], waiting: readonly number[]): Promise<void> {
    const listed = await this.#list(uids)
    await this.#context.reading.tell(this.#cursor, waiting, listed)
    const missing = uids.filter((uid) => !listed.has(uid))
    const leftOut = await stillThere(this.#context.client, missing)
    for (const uid of uids) {
      if (this.#context.stopping()) return
      const mail = listed.get(uid)
      // Mails that vanished before they were listed are done with.
      if (!mail && leftOut.has(uid)) this.#fail({ uid }, notGiven())
      else if (!mail) this.#done(uid, 0, 'gone')
      else if (this.#isOld(mail) && !this.#wanted.has(uid)) this.#done(uid, 0, 'gone')
      else await this.#take(mail)
    }
  }

  #fail(mail: { uid: number; arrivedAt?: number }, error: unknown): void {
    const { account, host } = this.#context
    noteFailure(this.#cursor, mail, error instanceof Error ? error.message : 'unknown', Date.now())
    host.log.warn(
      { inbox: account.id, uid: mail.uid },
      'A mail could not be taken in; it is tried again later',
    )
    if (!(error instanceof StoreFailure) && ++this.#refusals >= refusal) throw error
  }

  #isOld({ uid, arrivedAt }: Listed): boolean {
    const { notBefore, foundUpTo } = this.#cursor
    return uid <= foundUpTo && arrivedAt !== 0 && arrivedAt < notBefore
  }

  async #list(uids: number[]): Promise<Map<number, Listed>> {
    try {
      return await listMails(this.#context.client, uids)
    } catch (cause) {
      const [uid] = uids
      if (uids.length === 1 && uid !== undefined)
        noteFailure(this.#cursor, { uid }, 'The mail server could not describe this mail.', Date.now())
      throw new ListingFailure('Mails could not be listed.', { cause })
    }
  }

  async #take(mail: Listed): Promise<void> {
    const { client, account, imap, host } = this.#context
    try {
      const kept = await takeMail(client, mail, account, imap, host)
      this.#storeFailures = 0
      this.#refusals = 0
      this.#done(mail.uid, mail.arrivedAt, kept ? 'fetched' : 'gone')
    } catch (error) {
      if (error instanceof StoreFailure && ++this.#storeFailures >= outage) throw error
      this.#fail(mail, error)
      // A lost connection ends the pass, but not before the mail at which it broke is noted: it may be the cause.
      if (!client.usable) throw error
    }
  }
}

/** What somebody wants to be fetched again is due now; a failure makes it a gap again at once. */
const dueAgain = (cursor: Cursor, wanted: ReadonlyMap<number, Gap>, now: number): void => {
  for (const [uid, { attempts, reason, arrivedAt }] of wanted) {
    cursor.retry = cursor.retry.filter((mail) => mail.uid !== uid)
    cursor.retry.push({ uid, attempts, reason, at: now, arrivedAt: arrivedAt?.getTime() ?? 0 })
  }
}

/**
 * Brings over everything new in the selected folder, oldest first, and what is due for another try. One bad mail
 * never stops the next. Gives the cursor as it was written. Throws when the connection or our own store is lost.
 */
export const fetchNew = async (context: PassContext, known: Cursor | undefined): Promise<Cursor> => {
  const { client, account, imap, host } = context
  if (known) await tellGaps(account, host, known)
  const wanted = known ? await wantedGaps(account, host, known) : new Map<number, Gap>()
  if (known) dueAgain(known, wanted, Date.now())
  const { cursor, uids, upTo } = await findUids(client, imap, known, {
    now: Date.now(),
    opened: context.opened,
    careful: context.careful,
    gaps: () => owedSince(account, host),
  })
  // Where nothing is remembered of the folder yet, its numbers could not be told from others by and by.
  if (cursor.dates.length === 0 && context.opened && !context.careful)
    cursor.dates = await datesOf(client, { last: surveyed })
  await new Pass(context, cursor, cursor === known ? wanted : new Map()).run(uids)
  if (context.stopping()) return cursor
  await context.reading.tell(cursor, [], new Map())
  cursor.lastUid = Math.max(cursor.lastUid, upTo)
  const late = Date.now() - cursor.successAt > 60_000
  cursor.successAt = Date.now()
  await settleEarlier(account, host, cursor)
  if (cursor !== known || uids.length > 0 || late) await writeCursor(account, host, cursor)
  return cursor
}
