import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { customerChanged } from './events.ts'
import { followOn, mergedAway } from './follow-merge.ts'
import { addressKey, EMAIL, identityKey, normaliseIdentity } from './normalise-identity.ts'
import { knownIdentities } from './queries/identify.ts'
import { claimRows, identityRows } from './queries/identities.ts'
import { memberRows } from './queries/merge.ts'
import { addToCounts, customerRow, insertLinks, nameRow, raiseLastSeen } from './queries/rows.ts'

/** Kind of an address that mail reaches, whichever channel it came by. */
export { EMAIL } from './normalise-identity.ts'
/** Kind of telephone numbers. */
export { PHONE } from './normalise-identity.ts'
/** An address with the key under which it is the same as others, and that key with its kind. */
export { addressKey, identityKey, normaliseIdentity } from './normalise-identity.ts'
/** Who did something, as it is kept beside what was done; the actor behind a call. */
export { actorOf, type Actor } from './actor.ts'
/** Finds out who wrote, for a batch of arrivals at once; strangers become customers. */
export { identify } from './identify.ts'
/** Marks mail addresses that a mail did not reach. */
export { markBounced } from './mark-bounced.ts'
export type { Arriver, Identified } from './arriver.ts'
/** Adds customers as known from elsewhere, set by set. */
export { addCustomers, type NewCustomer } from './add-customers.ts'
/** Fills in what is not known of customers, and adds free addresses; takes back customers of whom nothing else is known. */
export { fillInCustomers } from './fill-in-customers.ts'
export { deleteUnknown } from './queries/fill-in.ts'
/** Writes anew what customers are found by, some at a time, after the rules for that changed. */
export { refreshSearchables } from './refresh-searchables.ts'
/** Defines what the workspace wants to know about its customers. */
export { saveAttribute } from './save-attribute.ts'
/** A page of the customers whom the caller may see, filtered. */
export { listCustomers, type CustomerFilter } from './list-customers.ts'
/** The same as a file, all of them. */
export { exportCustomers } from './export-customers.ts'
/** Moves what other rooms keep of customers who are merged, or whose merge is undone. */
export {
  holdMerge,
  keepParts,
  moveConversationCount,
  ownSince,
  partsToReturn,
  settleMerge,
  type MergeWay,
} from './follow-merge.ts'
export { mergeMoved } from './events.ts'
/** Erases a person: holds everybody they are, takes away who they were, and says how they are called from then on. */
export { erasedName, forgetPerson, holdPerson } from './erase-customer.ts'
/** Nothing is begun with a person while a merge of theirs, or its undoing, is under way. */
export { refuseUnderWay } from './refuse-under-way.ts'
/** The language that a customer is thought to read; null where nobody knows. */
export { languageRow as languageOf } from './queries/known.ts'
/** A customer with every address, and notes about them. */
export { getCustomer, standingCustomer, type CustomerDetails } from './get-customer.ts'
export { listNotes } from './save-note.ts'
/** Merges two customers, and undoes it. */
export { mergeCustomers } from './merge-customers.ts'
export { unmergeCustomers } from './unmerge-customers.ts'
/** All customers who are one person with this one now, the survivor first. */
export const groupOf = async (db: Db, survivorId: string): Promise<string[]> => [
  survivorId,
  ...(await memberRows(db, survivorId)).map(({ id }) => id),
]
/** Announced when a person became known, and when something of one changed. */
export { customerChanged, customerCreated, customerErased } from './events.ts'

/** Addresses of a customer, oldest first; of one kind where it is given. */
export const addressesOf = async (
  db: Db,
  customerId: string,
  kind?: string,
): Promise<{ kind: string; value: string; verified: boolean }[]> =>
  (await identityRows(db, customerId))
    .filter((row) => kind === undefined || row.kind === kind)
    .map((row) => ({ kind: row.kind, value: row.value, verified: row.verified }))

/**
 * Where a customer can be reached by mail when nothing else reaches them: an address of theirs, a proven one first,
 * else the one that they gave last although it belongs to another customer. Where people were merged, only who had the
 * addresses that are answered (`to`) before is meant, or a proven address: nobody's answer goes to what somebody else typed.
 */
export const emailOf = async (
  db: Db,
  customerId: string,
  to: readonly { kind: string; value: string }[] = [],
): Promise<string | undefined> => {
  const all = await identityRows(db, customerId)
  const answered = new Set(to.map(addressKey))
  const origin = all.find((row) => answered.has(identityKey(row)))?.originId ?? null
  const mails = all.filter(({ kind }) => kind === EMAIL)
  const own = mails.filter(({ originId }) => (originId ?? null) === origin)
  const known = own.find(({ verified }) => verified) ?? own[0] ?? mails.find(({ verified }) => verified)
  // Who of the merged claimed an address is not known any more.
  if (known || all.some(({ originId }) => originId)) return known?.value
  return (await claimRows(db, [customerId])).findLast(({ kind }) => kind === EMAIL)?.value
}

/** The first address of a kind of each of some customers. */
export { firstAddresses } from './queries/identities.ts'

/** Name of a customer; undefined when there is none. */
export const customerName = async (db: Db, customerId: string): Promise<string | undefined> =>
  (await nameRow(db, customerId))?.name

/** True if the customer exists and the caller may know of them. */
export const seesCustomer = async (db: Db, caller: Caller, customerId: string): Promise<boolean> =>
  (await customerRow(db, caller, customerId)) !== undefined

/** A merge as it is kept, one that was undone among them. */
export { mergeRow } from './queries/merge.ts'

/** The customers to whom addresses belong, by `addressKey`; without those that are nobody's. */
export const ownersOf = async (
  db: Db,
  addresses: readonly { kind: string; value: string }[],
): Promise<Map<string, string>> => {
  const rows =
    addresses.length === 0
      ? []
      : await knownIdentities(
          db,
          addresses.map(({ kind, value }) => normaliseIdentity(kind, value)),
        )
  return new Map(rows.map((row) => [identityKey(row), row.customerId]))
}

/** The customer to whom an address belongs; undefined where it is nobody's. */
export const ownerOf = async (db: Db, kind: string, value: string): Promise<string | undefined> => {
  const [known] = await knownIdentities(db, [normaliseIdentity(kind, value)])
  return known?.customerId
}

/** Whether a customer belongs to an inbox's people; forgets it, where nothing of what was written there left. */
export { deleteLink as unlinkInbox, isLinked } from './queries/links.ts'
/** Holds a customer; forgets one who was made by a message that was taken back, with nothing else known of them. */
export { holdUnerased, lockCustomer, standingNames } from './queries/rows.ts'
export { forgetNewcomer } from './forget-newcomer.ts'
/** Counts a conversation less: it went before anything of it left. */
export { takeFromCount, takeFromCounts } from './queries/take-count.ts'

/** Counts a new conversation for each id given. */
export const addConversationCounts = async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
  if (customerIds.length > 0) await followOn(tx, mergedAway(await addToCounts(tx, customerIds)))
}

/**
 * Notes through which inboxes customers were written to, or where their conversations moved: who may see a customer
 * follows from it. `identify` does this for those who write.
 */
export const linkInboxes = async (
  tx: Tx,
  links: readonly { customerId: string; inboxId: string }[],
): Promise<void> => {
  if (links.length > 0) await insertLinks(tx, links)
}

/** Of which kind a change of a customer is. */
export type { CustomerChangeKind } from './queries/changes.ts'
/** Notes that we wrote to a customer through an inbox, and tells it where they did not belong to it before. */
export const meetCustomer = async (tx: Tx, customerId: string, inboxId: string): Promise<void> => {
  if ((await insertLinks(tx, [{ customerId, inboxId }])) > 0) tx.announce(customerChanged({ customerId }))
}

/** Notes when customers of an earlier time were last heard of. `identify` does this for those who write now. */
export const noteLastSeen = async (
  tx: Tx,
  seen: readonly { customerId: string; at: Date }[],
): Promise<void> => {
  if (seen.length > 0) await raiseLastSeen(tx, seen)
}
