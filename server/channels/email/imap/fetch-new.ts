import type { ImapFlow } from 'imapflow'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { ImapSettings } from '../settings.ts'
import { type Cursor, noteFailure, noteSuccess, writeCursor } from './cursor.ts'
import { findUids } from './find-uids.ts'
import { StoreFailure } from '../store-failure.ts'
import { type Listed, takeMail } from './take-mail.ts'

/** How many mails are listed at once, and after how many the cursor is written. */
const batch = 50
/** So many of our own failures in a row are an outage of ours: then nothing is skipped and the rest waits. */
const outage = 3

const listMails = async (client: ImapFlow, uids: number[]): Promise<Map<number, Listed>> => {
  const listed = new Map<number, Listed>()
  const query = { uid: true, size: true, internalDate: true }
  for await (const mail of client.fetch(uids.join(','), query, { uid: true })) {
    const arrivedAt = mail.internalDate ? new Date(mail.internalDate).getTime() : 0
    listed.set(mail.uid, {
      uid: mail.uid,
      size: mail.size ?? 0,
      arrivedAt: Number.isNaN(arrivedAt) ? 0 : arrivedAt,
    })
  }
  return listed
}

/** A whole group of mails could not be listed; the next session goes one by one, to find the one that is to blame. */
export class ListingFailure extends Error {}

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
}

/** One pass over a folder. */
class Pass {
  readonly #context: PassContext
  readonly #cursor: Cursor
  #storeFailures = 0

  constructor(context: PassContext, cursor: Cursor) {
    this.#context = context
    this.#cursor = cursor
  }

  async run(uids: number[]): Promise<void> {
    const { account, host, careful, stopping } = this.#context
    const size = careful ? 1 : batch
    for (let at = 0; at < uids.length && !stopping(); at += size) {
      try {
        await this.#group(uids.slice(at, at + size))
      } finally {
        await writeCursor(account, host, this.#cursor)
      }
    }
  }

  async #group(uids: number[]): Promise<void> {
    const listed = await this.#list(uids)
    for (const uid of uids) {
      if (this.#context.stopping()) return
      const mail = listed.get(uid)
      // Mails that vanished before they were listed are done with.
      if (!mail || this.#isOld(mail)) noteSuccess(this.#cursor, uid, 0)
      else await this.#take(mail)
    }
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
      await takeMail(client, mail, account, imap, host)
      this.#storeFailures = 0
      noteSuccess(this.#cursor, mail.uid, mail.arrivedAt)
    } catch (error) {
      if (error instanceof StoreFailure && ++this.#storeFailures >= outage) throw error
      noteFailure(this.#cursor, mail, error instanceof Error ? error.message : 'unknown', Date.now())
      host.log.warn(
        { inbox: account.id, uid: mail.uid },
        'A mail could not be taken in; it is tried again later',
      )
      // A lost connection ends the pass, but not before the mail at which it broke is noted: it may be the cause.
      if (!client.usable) throw error
    }
  }
}

/**
 * Brings over everything new in the selected folder, oldest first, and what is due for another try. One bad mail
 * never stops the next. Gives the cursor as it was written. Throws when the connection or our own store is lost.
 */
export const fetchNew = async (context: PassContext, known: Cursor | undefined): Promise<Cursor> => {
  const { client, account, imap, host } = context
  const { cursor, uids, upTo } = await findUids(client, imap, known, Date.now())
  await new Pass(context, cursor).run(uids)
  if (context.stopping()) return cursor
  cursor.lastUid = Math.max(cursor.lastUid, upTo)
  const late = Date.now() - cursor.successAt > 60_000
  cursor.successAt = Date.now()
  if (cursor !== known || uids.length > 0 || late) await writeCursor(account, host, cursor)
  return cursor
}
