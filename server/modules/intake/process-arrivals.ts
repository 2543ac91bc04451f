import { setTimeout as pause } from 'node:timers/promises'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { asAppError, errorText } from '../../kernel/errors.ts'
import { receiveMessages } from '../conversations/index.ts'
import { type Account, inboxAccount } from '../inboxes/index.ts'
import { capQuarantine } from './cap-quarantine.ts'
import { reasonOf } from './causes.ts'
import { quarantineChanged } from './events.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { keepReceipts } from './keep-receipts.ts'
import { leaveOutBlocked } from './leave-out-blocked.ts'
import { leaveOutLimited } from './leave-out-limited.ts'
import { markMachines } from './mark-machines.ts'
import { maskArrived } from './mask-arrived.ts'
import {
  countAttempts,
  dropBytes,
  finishArrivals,
  lockIntake,
  waitingArrivals,
  type WaitingArrival,
} from './queries.ts'
import type { Parsed } from './read-arrival.ts'
import { MOST_ATTEMPTS, readArrivals } from './read-arrivals.ts'
import { takeAsideReports, takeAsides } from './take-asides.ts'
import { takeOverForwards } from './take-over-forward.ts'
import { toIncoming } from './to-incoming.ts'

const BATCH = 200
const BYTES = 24 * 1024 * 1024
/**
 * What came in before this moment may be what ended a process, or a batch: its attempt is written down before it begins.
 * Anything younger harmed nobody yet, and a write for each would be a third of the work, just when there is most of it.
 */
const suspectUntil = new WeakMap<Kernel, Date>()

const suspectAll = (kernel: Kernel): Date => {
  const now = kernel.clock.now()
  suspectUntil.set(kernel, now)
  return now
}
/** The database ends a transaction that is silent for a minute. */
const SPEAK_UP_MS = 20_000
const TOO_SILENT_MS = 50_000
/** Between two tries to take attempts back while the database is away. */
const AGAIN_MS = 500

/** One batch under way: what it took, and of which an attempt was written down. */
interface Batch {
  ids: string[]
  counted: Set<string>
  /** For how long this process could not say a word meanwhile. */
  silentMs: number
}

/**
 * Understands and stores everything that waits in a workspace, a batch in a transaction; one process does so at a time.
 * An arrival that can't be stored is tried again alone, goes into quarantine after three attempts and stops no other.
 * Throws while the database is away: then everything waits. Gives how many arrivals were worked off; what came meanwhile
 * has asked for a run of its own. `stopping` ends the work after the arrival that is being read; the others wait on.
 */
export const processArrivals = async (db: WorkspaceDb, stopping?: AbortSignal): Promise<number> => {
  const unusable = new Set<string>()
  for (let total = 0; ; ) {
    const batch: Batch = { ids: [], counted: new Set(), silentMs: 0 }
    try {
      const { done, more } = await db.tx((tx) => work(tx, db, batch, { unusable, stopping }))
      total += done.length
      await uncount(db, batch, done)
      if (!more || stopping?.aborted) return total
    } catch (error) {
      if (isAway(error)) {
        suspectAll(db.kernel)
        await takeBack(db, batch, stopping)
        throw error
      }
      if (batch.ids.length === 0) throw error
      const reason = reasonOf('unstorable', errorText(error))
      db.kernel.log.error({ arrivals: batch.ids, error: errorText(error) }, 'arrivals can’t be stored')
      await countAttempts(db, batch.ids, batch.counted.size > 0 ? 0 : 1, reason)
      await uncount(db, batch, batch.ids)
    }
  }
}

/**
 * Takes attempts back that were no part of what was worked off: it was to stop, or a batch that was begun again after a
 * deadlock took its first arrival alone.
 */
const uncount = async (db: WorkspaceDb, { counted }: Batch, done: readonly string[]): Promise<void> => {
  const left = [...counted].filter((id) => !done.includes(id))
  if (left.length > 0) await countAttempts(db, left, -1, null)
}

/**
 * An attempt that ended because the database went away was no fault of the arrivals. It is there again some time: left
 * standing, a few outages would put good mail into quarantine. What kept us so busy that the database gave us up is at
 * fault, though: it would do so for ever.
 */
const takeBack = async (
  db: WorkspaceDb,
  { counted, silentMs }: Batch,
  stopping?: AbortSignal,
): Promise<void> => {
  while (counted.size > 0 && silentMs < TOO_SILENT_MS) {
    try {
      await countAttempts(db, [...counted], -1, null)
      return
    } catch (error) {
      if (!isAway(error) || stopping?.aborted) return
      await pause(AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined)
    }
  }
}

/** What one batch is worked off with. */
interface Terms {
  unusable: Set<string>
  stopping: AbortSignal | undefined
}

/** Works off one batch; gives which that were, and whether more waited than it took. */
const work = async (
  tx: Tx,
  db: WorkspaceDb,
  batch: Batch,
  { unusable, stopping }: Terms,
): Promise<{ done: string[]; more: boolean }> => {
  // Sent without waiting in between: PostgreSQL keeps the order, so the arrivals are read under the lock.
  const [mine, waiting] = await Promise.all([
    lockIntake(tx),
    waitingArrivals(tx, BATCH, BYTES, [...unusable]),
  ])
  const [oldest] = waiting
  if (!mine.locked || !oldest) return { done: [], more: false }
  const accounts = await accountsOf(tx, waiting, unusable)
  const usable = waiting
    .filter(({ inboxId }) => accounts.has(inboxId))
    // Run again after a deadlock, a batch finds the attempt that it counted itself.
    .map((one) => (batch.counted.has(one.id) ? { ...one, attempts: one.attempts - 1 } : one))
  batch.ids = usable.map(({ id }) => id)
  await count(db, batch, usable)
  const parsed = await speakingUp(tx, batch, async () => {
    const read = await readArrivals(usable, accounts, stopping)
    await store(tx, read, mine.limits)
    return read
  })
  return {
    done: batch.ids.slice(0, parsed.length),
    more: oldest.waiting > waiting.length || oldest.waiting === BATCH,
  }
}

/** Asks for our own lock again and again, however long the work takes: that keeps the transaction alive. */
const speakingUp = async <Result>(tx: Tx, batch: Batch, doing: () => Promise<Result>): Promise<Result> => {
  let spoke = performance.now()
  const speak = (): void => {
    batch.silentMs = Math.max(batch.silentMs, performance.now() - spoke)
    spoke = performance.now()
  }
  const speaking = setInterval(() => {
    speak()
    void lockIntake(tx).catch(() => undefined)
  }, SPEAK_UP_MS)
  try {
    return await doing()
  } finally {
    speak()
    clearInterval(speaking)
  }
}

/** Writes the attempt down on a connection of its own: it must be known although the process may not live to tell. */
const count = async (db: WorkspaceDb, batch: Batch, arrivals: readonly WaitingArrival[]): Promise<void> => {
  const until = suspectUntil.get(db.kernel) ?? suspectAll(db.kernel)
  if (arrivals.every(({ attempts, receivedAt }) => attempts === 0 && receivedAt > until)) return
  if (arrivals.every(({ attempts }) => attempts >= MOST_ATTEMPTS)) return
  const ids = batch.ids.filter((id) => !batch.counted.has(id))
  // Noted first: the answer may be lost.
  for (const id of ids) batch.counted.add(id)
  await countAttempts(db, ids, 1, null)
}

/**
 * The inboxes that arrivals came in through, undefined where one is gone. An inbox that can't be used just now (its
 * secrets were sealed under another key) is left out and remembered: its arrivals wait without holding up the others.
 */
const accountsOf = async (
  tx: Tx,
  arrivals: readonly WaitingArrival[],
  unusable: Set<string>,
): Promise<Map<string, Account | undefined>> => {
  const accounts = new Map<string, Account | undefined>()
  for (const inboxId of new Set(arrivals.map((arrival) => arrival.inboxId))) {
    try {
      accounts.set(inboxId, await inboxAccount(tx, inboxId))
    } catch (error) {
      if (asAppError(error)?.kind !== 'unavailable') throw error
      unusable.add(inboxId)
      tx.kernel.log.error(
        { inboxId, error: errorText(error) },
        'what arrived waits until its inbox can be used',
      )
    }
  }
  return accounts
}

const store = async (tx: Tx, read: readonly Parsed[], limits: boolean): Promise<void> => {
  const heard = await leaveOutBlocked(tx, read)
  const parsed = limits ? await leaveOutLimited(tx, heard) : heard
  const messages = parsed.flatMap((one) => one.messages.map((message) => ({ arrival: one.arrival, message })))
  const { arrived, masked } = await maskArrived(tx, messages)
  const asides = await takeAsides(tx, arrived)
  const taken = await takeOverForwards(tx, asides.rest)
  await receiveMessages(tx, await toIncoming(tx, await markMachines(tx, taken)))
  const reports = await takeAsideReports(
    tx,
    parsed.flatMap(({ arrival, receipts }) =>
      receipts.map((receipt) => ({ arrivalId: arrival.id, inboxId: arrival.inboxId, receipt })),
    ),
  )
  const { unfit, late } = await keepReceipts(tx, reports.rest)
  await finishArrivals(
    tx,
    parsed.map(({ outcome, messages: brought }) => {
      const reason = brought.length === 0 ? unfit.get(outcome.id) : undefined
      return reason === undefined ? outcome : { ...outcome, state: 'ignored', reason }
    }),
  )
  // What was masked, or erased, or is kept in another place, must not stand in what it came as.
  await dropBytes(tx, [...masked, ...late, ...asides.taken, ...reports.taken])
  const left = parsed.filter(({ outcome }) => outcome.state === 'quarantined').map(({ arrival }) => arrival)
  if (left.length > 0) await capQuarantine(tx, left)
  for (const inboxId of new Set(left.map(({ inboxId }) => inboxId)))
    tx.announce(quarantineChanged({ inboxId }))
}
