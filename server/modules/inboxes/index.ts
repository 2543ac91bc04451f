import type { Db } from '../../kernel/db/index.ts'
import { inboxAccount } from './find-account.ts'
import { putState, stateValue } from './queries.ts'
import { addCopies } from './queries/watch.ts'

/** Connects an account of a channel; the system may, for set-up and seeds. */
export { createInbox, type NewInbox } from './create-inbox.ts'
/** Inboxes as their islands see them, secrets opened: for intake and delivery only, never for an answer of the API. */
export {
  forgetAccount,
  inboxAccount,
  inboxByToken,
  activeInboxes,
  type Account,
  type TokenTarget,
} from './find-account.ts'
/** Tells which addresses are our own: nothing automatic may go there. */
export { ownAddresses } from './own-addresses.ts'
/** An address as it is the same as others of its mailbox. */
export { plainAddress } from './own-addresses.ts'
/** Lets no automatic answer leave an inbox until somebody resumes them; which of some are so. */
export { pauseAcknowledging } from './pause-acknowledging.ts'
export { pausedAcknowledging } from './queries.ts'
/** Inboxes that are linked to a team. */
export { inboxesWithTeams } from './queries.ts'
/** What a channel can do. */
export { abilitiesOf } from './find-channel.ts'
/** How an inbox ends what it sends, and which kind of address it writes to. */
export { addressKindOf, closingOf } from './closing-of.ts'
/** Lets an inbox's island read bytes as if they had come in there. */
export { readThrough } from './closing-of.ts'
/** Replaces one of an inbox's secrets on behalf of its island. */
export { renewSecrets, replaceSecret } from './replace-secret.ts'
/** True when an inbox of a channel has an address, also one that is paused or can't be used. */
export { hasAddress } from './queries.ts'
/** Writes how an inbox's connection is. */
export { writeInboxHealth } from './write-health.ts'
/** What could not be fetched: for the island, which adds to the list and is asked for other tries. */
export { noteGaps, openGaps, settleGaps, wantedGaps } from './note-gaps.ts'
/** What is known of inboxes beyond their connection: how far reading is, permission, what they usually hear. */
export { noteAccess, noteReading } from './note-reading.ts'
export { noteHeard, noteUsual } from './note-heard.ts'
export { watchRows, type WatchRow } from './queries/watch.ts'
/** How many inboxes are to be looked at, for metrics. */
export { countWarnings } from './count-warnings.ts'
/** Counts copies of what came in before. */
export const countCopies = async (db: Db, inboxId: string, count: number): Promise<void> => {
  await addCopies(db, inboxId, count, db.kernel.clock.now())
}
/** Announced when anything of an inbox changed. */
export { inboxChanged } from './events.ts'

/** Name of an inbox's channel, to ask for its abilities; undefined when there is no such inbox. */
export const channelOf = async (db: Db, inboxId: string): Promise<string | undefined> =>
  (await inboxAccount(db, inboxId))?.channel

/** True when an inbox was put away: nothing goes in or out through it any more. */
export const isArchived = async (db: Db, inboxId: string): Promise<boolean> =>
  (await inboxAccount(db, inboxId))?.state === 'archived'

/** What an island keeps between runs under a key. */
export const readState = async <T>(db: Db, inboxId: string, key: string): Promise<T | undefined> =>
  (await stateValue(db, inboxId, key))?.value as T | undefined

/** Keeps a value of an island's: JSON. */
export const writeState = async (db: Db, inboxId: string, key: string, value: unknown): Promise<void> => {
  await putState(db, inboxId, key, value, db.kernel.clock.now())
}
