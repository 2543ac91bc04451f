import ipaddr from 'ipaddr.js'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { tooMany, type AppError } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { blockedUntil, countTry, deleteTries } from './queries/failures.ts'

const MINUTE = 60_000
const WINDOW = 15 * MINUTE
/** How long a block is remembered after its end; the next one is longer. */
export const MEMORY = 24 * 60 * MINUTE
const BLOCK_MINUTES = [1, 5, 15, 60]
const FREE_TRIES = 5
const FREE_FAILURES_OF_ADDRESS = 20

/** What tries are counted for; names that people typed are kept as signatures, since passwords get typed there too. */
export const subjects = {
  password: (kernel: Kernel, email: string) => `password:${kernel.vault.sign('tries', email)}`,
  code: (agentId: string) => `code:${agentId}`,
  reset: (kernel: Kernel, email: string) => `reset:${kernel.vault.sign('tries', email)}`,
}

/** An address as it is counted: IPv6 by its first 64 bits, since one household owns all the rest. */
const addressSubject = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return `address:${ip.slice(0, 60)}`
  const address = ipaddr.process(ip)
  if (address instanceof ipaddr.IPv4) return `address:${address.toString()}`
  return `address:${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

const tooManyTries = (until: Date, now: Date): AppError => {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  const minutes = Math.ceil(seconds / 60)
  const wait = seconds < 60 ? `${seconds} seconds` : `${minutes} minute${minutes === 1 ? '' : 's'}`
  const message = `Too many failed attempts. Try again in ${wait}.`
  return tooMany('access.too-many-attempts', message, { retryAfterSeconds: seconds })
}

const count = (tx: Tx, subject: string, free: number): Promise<number | undefined> =>
  countTry(tx, {
    subject,
    free,
    blockMinutes: BLOCK_MINUTES,
    windowFrom: new Date(tx.now.getTime() - WINDOW),
    memoryFrom: new Date(tx.now.getTime() - MEMORY),
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
export const takeTry = async (db: WorkspaceDb, subject: string): Promise<{ last: boolean }> => {
  const tries = await db.tx((tx) => count(tx, subject, FREE_TRIES))
  if (tries !== undefined) return { last: tries >= FREE_TRIES }
  // The block may have ended between the two statements; this try was not counted, so it is refused all the same.
  const now = db.kernel.clock.now()
  throw (await block(db, subject)) ?? tooManyTries(now, now)
}

/** Counts a try that must not fail aloud; false while the subject is blocked. */
export const tryQuietly = async (db: WorkspaceDb, subject: string): Promise<boolean> =>
  (await db.tx((tx) => count(tx, subject, FREE_TRIES))) !== undefined

/** Forgets the tries of a subject: it was right. */
export const forgive = async (tx: Tx, subject: string): Promise<void> => {
  await deleteTries(tx, subject)
}

/** Throws `too-many` while an address is blocked. Only failures count, since a whole office may share an address. */
export const demandAddress = async (db: WorkspaceDb, ip: string): Promise<void> => {
  const blocked = await block(db, addressSubject(ip))
  if (blocked) throw blocked
}

/** Counts a failure of an address; the twentieth in 15 minutes blocks it, growing like those of accounts. */
export const countAddressFailure = async (db: WorkspaceDb, ip: string): Promise<void> => {
  await db.tx((tx) => count(tx, addressSubject(ip), FREE_FAILURES_OF_ADDRESS))
}
