import type { Db } from '../../kernel/db/index.ts'
import type { SaidRow } from '../conversations/index.ts'
import { addressesOf, normaliseIdentity, ownersOf } from '../customers/index.ts'

/** Whose data are given out: all rows that stand for them, and their addresses. */
export interface Subject {
  ids: ReadonlySet<string>
  /** `kind key` of each. */
  keys: ReadonlySet<string>
  /** Each as it may stand in a message, in lower case. */
  addresses: string[]
}

/** Finds by what a person is known in messages. */
export const subjectOf = async (db: Db, customerId: string, ids: readonly string[]): Promise<Subject> => {
  const all = (await addressesOf(db, customerId)).map(({ kind, value }) => normaliseIdentity(kind, value))
  return {
    ids: new Set(ids),
    keys: new Set(all.map(({ kind, valueKey }) => `${kind} ${valueKey}`)),
    addresses: [...new Set(all.flatMap(({ value, valueKey }) => [value.toLowerCase(), valueKey]))],
  }
}

/** What a person gets of a thread: what they said and what was said to them; internal notes apart; and how much is others'. */
export interface Share {
  told: SaidRow[]
  notes: SaidRow[]
  leftOut: number
}

/** Receipts of what has left us. */
const LEFT: ReadonlySet<string | null> = new Set(['sent', 'delivered', 'read', 'uncertain', 'bounced', null])

const keyOf = ({ kind, value }: { kind: string; value: string }): string =>
  `${kind} ${normaliseIdentity(kind, value).valueKey}`

/**
 * Picks out of messages of one thread what is the person's. Their own words they get whole. Others' words they get as far as
 * they were sent to them. In their own thread an answer is theirs unless all whom it went to are other customers: an
 * address of theirs may have been removed since. Whoever else got a blind copy is never told.
 */
export const shareOf = async (
  db: Db,
  rows: readonly SaidRow[],
  subject: Subject,
  ownThread: boolean,
): Promise<Share> => {
  const owners = await ownersOf(
    db,
    rows.filter(({ kind }) => kind === 'outbound').flatMap(({ recipients }) => recipients),
  )
  const isTheirs = (one: { kind: string; value: string }): boolean => subject.keys.has(keyOf(one))
  const isOthers = (one: { kind: string; value: string }): boolean => owners.has(keyOf(one)) && !isTheirs(one)
  const gets = ({ kind, actorId, recipients, receipt }: SaidRow): boolean => {
    const to = recipients.filter(({ role }) => role !== 'from')
    if (kind === 'inbound' && (actorId === null ? ownThread : subject.ids.has(actorId))) return true
    if (kind === 'outbound' && !LEFT.has(receipt)) return false
    if (to.some(isTheirs)) return true
    return kind === 'outbound' && ownThread && !(to.length > 0 && to.every(isOthers))
  }
  const share: Share = { told: [], notes: [], leftOut: 0 }
  for (const row of rows) {
    if (row.kind === 'note') {
      if (ownThread) share.notes.push(row)
    } else if (gets(row)) share.told.push(shown(row, subject, isTheirs))
    else share.leftOut += 1
  }
  return share
}

/** Without who else got it unseen, and of others' messages without what our side saw beside them. */
const shown = (
  row: SaidRow,
  { ids }: Subject,
  isTheirs: (one: SaidRow['recipients'][number]) => boolean,
): SaidRow => ({
  ...row,
  recipients: row.recipients.filter((one) => one.role !== 'bcc' || isTheirs(one)),
  context: row.kind === 'inbound' && row.actorId !== null && ids.has(row.actorId) ? row.context : {},
})
