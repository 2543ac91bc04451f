import type { Db } from '../../kernel/db/index.ts'
import { findPassedOn, type PassedOn } from '../../kernel/mime/passed-on.ts'
import type { SaidRow } from '../conversations/index.ts'
import {
  addressesOf,
  addressKey,
  EMAIL,
  identityKey,
  normaliseIdentity,
  ownersOf,
} from '../customers/index.ts'

/** Whose data are given out: all rows that stand for them, and their addresses. */
export interface Subject {
  ids: ReadonlySet<string>
  /** `addressKey` of each. */
  keys: ReadonlySet<string>
  /** Each as it may stand in a message, in lower case. */
  addresses: string[]
}

/** Finds by what a person is known in messages. */
export const subjectOf = async (db: Db, customerId: string, ids: readonly string[]): Promise<Subject> => {
  const all = (await addressesOf(db, customerId)).map(({ kind, value }) => normaliseIdentity(kind, value))
  return {
    ids: new Set(ids),
    keys: new Set(all.map(identityKey)),
    addresses: [...new Set(all.flatMap(({ value, valueKey }) => [value.toLowerCase(), valueKey]))],
  }
}

/** A message as the person gets it. */
export interface Shown extends SaidRow {
  /** Their own mail, to be given as it came. */
  asItCame: boolean
}

/** What a person gets of a thread: what they said and what was said to them; internal notes apart; and how much is others'. */
export interface Share {
  told: Shown[]
  notes: SaidRow[]
  leftOut: number
}

/** Receipts of what has left us. */
const LEFT: ReadonlySet<string | null> = new Set(['sent', 'delivered', 'read', 'uncertain', 'bounced', null])

type One = SaidRow['recipients'][number]

/**
 * Picks out of messages of one thread, page after page, what is the person's. Their own words they get whole. Others' words
 * they get as far as they were sent to them. In their own thread that is also what was sent to where they wrote from in it, or
 * where we began it: an address of theirs may have been removed since. Whoever else got a blind copy is never told.
 */
export const sharer = (db: Db, subject: Subject, ownThread: boolean) => {
  /** Addresses under which the person stands in this thread. */
  const here = new Set<string>()
  let begun = false
  const isTheirs = (one: One): boolean => subject.keys.has(addressKey(one))
  const isOwn = ({ kind, actorId }: SaidRow): boolean =>
    kind === 'inbound' && (actorId === null ? ownThread : subject.ids.has(actorId))
  const meet = (row: SaidRow): void => {
    if (!ownThread || row.kind === 'note') return
    const role = isOwn(row) ? 'from' : row.kind === 'outbound' && !begun ? 'to' : undefined
    const one = role && row.recipients.find((each) => each.role === role)
    if (one) here.add(addressKey(one))
    begun = true
  }
  return async (rows: readonly SaidRow[]): Promise<Share> => {
    rows.forEach(meet)
    const answers = rows.filter(({ kind }) => kind === 'outbound')
    const owners = await ownersOf(
      db,
      answers.flatMap(({ recipients }) => recipients),
    )
    const stoodFor = (one: One): boolean => here.has(addressKey(one)) && !owners.has(addressKey(one))
    const gets = (row: SaidRow): boolean => {
      if (isOwn(row)) return true
      if (row.kind === 'outbound' && !LEFT.has(row.receipt)) return false
      const to = row.recipients.filter(({ role }) => role !== 'from')
      if (to.some(isTheirs)) return true
      return row.kind === 'outbound' && ownThread && (to.length === 0 || to.some(stoodFor))
    }
    const share: Share = { told: [], notes: [], leftOut: 0 }
    for (const row of rows) {
      if (row.kind === 'note') {
        if (ownThread) share.notes.push(row)
        continue
      }
      const one = gets(row) ? shown(row, isOwn(row), isTheirs) : undefined
      if (one) share.told.push(one)
      else share.leftOut += 1
    }
    return share
  }
}

/**
 * What a thread is called to the person, given its first messages: where a colleague passed on the mail that began it, and it
 * is called as the colleague called that, the mail's own subject, or nothing.
 */
export const titleOf = (title: string, rows: readonly SaidRow[]): string => {
  const begun = rows.find(({ kind }) => kind !== 'note')
  if (!begun || begun.context['forwardedBy'] === undefined) return title
  const own = ownSubject(begun) ?? ''
  const above = begun.context['forwardedAs'] ?? begun.subject ?? ''
  // The name of a thread is the subject of its first message, which may be longer.
  return own.startsWith(title) || !above.includes(title) ? title : own
}

/** What the person called a mail that a colleague passed on; null where nobody knows. */
const ownSubject = (row: SaidRow): string | null =>
  row.context['forwardedAs'] === undefined ? (passedOnBy(row)?.subject ?? null) : row.subject

/**
 * Without who else got it unseen, and of others' messages without what our side saw beside them. Of the person's mail that a
 * colleague passed on to us only what stands below the colleague's words and says that it is the sender's, or the mail itself
 * where it was passed on as a file; undefined where there is neither. Its subject is the one that stands there.
 */
const shown = (row: SaidRow, isOwn: boolean, isTheirs: (one: One) => boolean): Shown | undefined => {
  const recipients = row.recipients.filter((one) => one.role !== 'bcc' || isTheirs(one))
  const { forwardedBy, forwardedAs: _, ...context } = isOwn ? row.context : {}
  const whole = { ...row, recipients, context, asItCame: isOwn }
  if (forwardedBy === undefined) return whole
  const { words: text = '' } = passedOnBy(row) ?? {}
  const mails = row.files.filter(({ type }) => type === 'message/rfc822')
  // Passed on whole, it is a file itself and holds its own; what lies beside it is the colleague's.
  const files = text === '' || mails.length === 1 ? mails : row.files
  return text === '' && files.length === 0
    ? undefined
    : { ...whole, text, subject: ownSubject(row), html: null, files, asItCame: false }
}

/** What was passed on in a text, where it is its sender's: what the team said among itself may stand there as well. */
const passedOnBy = ({ text, recipients }: SaidRow): PassedOn | undefined => {
  const found = findPassedOn(text)
  const from = recipients.find(({ role }) => role === 'from')
  const isTheirs =
    found && from && addressKey({ kind: EMAIL, value: found.from.address }) === addressKey(from)
  return isTheirs ? found : undefined
}
