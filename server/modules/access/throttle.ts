import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { tooMany, type AppError } from '../../kernel/errors.ts'
import { networkOf } from '../../kernel/http/index.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { blockedUntil, countTry, deleteTries } from './queries/failures.ts'

const MINUTE = 60_000
const WINDOW = 15 * MINUTE
/** How long a block is remembered after its end; the next one is longer. */
export const MEMORY = 24 * 60 * MINUTE

/** How many tries a subject has, and for how long it is blocked after that. */
interface Limit {
  /** This try and each later one sets a block. */
  free: number
  window: number
  /** Blocks in minutes: the first, the next, ...; the last one repeats. */
  blockMinutes: readonly number[]
  /** How long a block is remembered after its end. */
  memory: number
}

const STRICT: Limit = { free: 5, window: WINDOW, blockMinutes: [1, 5, 15, 60], memory: MEMORY }
const OF_ADDRESS: Limit = { ...STRICT, free: 20 }
/**
 * For an account, whoever tries: strangers must not be able to keep its owner out, nor to guess on from many networks.
 * A hundred an hour are what OWASP's verification standard allows (ASVS 4.0, 2.2.1). Nothing is remembered after a block, so
 * that a single try does not bring the next one.
 */
const GENEROUS: Limit = { free: 100, window: 60 * MINUTE, blockMinutes: [15], memory: 0 }

/** What tries are counted for; names that people typed are kept as signatures, since passwords get typed there too. */
export const subjects = {
  password: (kernel: Kernel, email: string) => `password:${kernel.vault.sign('tries', email)}`,
  passwordFrom: (kernel: Kernel, email: string, ip: string) =>
    `${subjects.password(kernel, email)}:${networkOf(ip)}`,
  /** Asked again of somebody who is signed in. */
  confirm: (agentId: string) => `confirm:${agentId}`,
  code: (agentId: string) => `code:${agentId}`,
  reset: (kernel: Kernel, email: string) => `reset:${kernel.vault.sign('tries', email)}`,
}

const addressSubject = (ip: string): string => `address:${networkOf(ip)}`

const tooManyTries = (until: Date, now: Date): AppError => {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  const minutes = Math.ceil(seconds / 60)
  const wait = seconds < 60 ? `${seconds} seconds` : `${minutes} minute${minutes === 1 ? '' : 's'}`
  const message = `Too many failed attempts. Try again in ${wait}.`
  return tooMany('access.too-many-attempts', message, { retryAfterSeconds: seconds })
}

const count = (
  tx: Tx,
  subject: string,
  { free, window, blockMinutes, memory }: Limit,
): Promise<number | undefined> =>
  countTry(tx, {
    subject,
    free,
    blockMinutes,
    windowFrom: new Date(tx.now.getTime() - window),
    memoryFrom: new Date(tx.now.getTime() - memory),
  })

const block = async (db: WorkspaceDb, subject: string): Promise<AppError | undefined> => {
  const now = db.kernel.clock.now()
  const until = await blockedUntil(db, subject, now)
  return until && tooManyTries(until, now)
}

/**
 * Counts a try before it is known to be wrong, so that guesses sent at the same moment count too; whoever was right is
 * forgiven with `forgive`. The fifth try in 15 minutes blocks the subject for a minute, then 5, 15, 60.
 * Throws `too-many` while blocked. `last`: a block begins with this try.
 */
export const takeTry = (db: WorkspaceDb, subject: string): Promise<{ last: boolean }> =>
  takeTryOf(db, subject, STRICT)

/** Counts a try for the account as a whole, wherever it came from. Throws `too-many` after very many. */
export const takeTryOfAccount = (db: WorkspaceDb, subject: string): Promise<{ last: boolean }> =>
  takeTryOf(db, subject, GENEROUS)

const takeTryOf = async (db: WorkspaceDb, subject: string, limit: Limit): Promise<{ last: boolean }> => {
  const tries = await db.tx((tx) => count(tx, subject, limit))
  if (tries !== undefined) return { last: tries >= limit.free }
  // The block may have ended between the two statements; this try was not counted, so it is refused all the same.
  const now = db.kernel.clock.now()
  throw (await block(db, subject)) ?? tooManyTries(now, now)
}

/** Counts a try that must not fail aloud; false while the subject is blocked. */
export const tryQuietly = async (db: WorkspaceDb, subject: string): Promise<boolean> =>
  (await db.tx((tx) => count(tx, subject, STRICT))) !== undefined

/** Forgets the tries of a subject: it was right. */
export const forgive = async (tx: Tx, subject: string): Promise<void> => {
  await deleteTries(tx, subject)
}

/** Forgets the wrong passwords of an account, those from this network and those of all. */
export const forgivePassword = async (tx: Tx, email: string, ip: string): Promise<void> => {
  await forgive(tx, subjects.passwordFrom(tx.kernel, email, ip))
  await forgive(tx, subjects.password(tx.kernel, email))
}

/** Throws `too-many` while an address is blocked. Only failures count, since a whole office may share an address. */
export const demandAddress = async (db: WorkspaceDb, ip: string): Promise<void> => {
  const blocked = await block(db, addressSubject(ip))
  if (blocked) throw blocked
}

/** Counts a failure of an address; the twentieth in 15 minutes blocks it, growing like those of accounts. */
export const countAddressFailure = async (db: WorkspaceDb, ip: string): Promise<void> => {
  await db.tx((tx) => count(tx, addressSubject(ip), OF_ADDRESS))
}
