import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { forgetAnswers } from '../../kernel/http/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { addCounts, type Counts, type Erasing, type Person } from '../../kernel/personal.ts'
import type { Room } from '../../kernel/room.ts'
import { holdThreads, messagesOfThreads, threadsOf, unwipedThreads } from '../conversations/index.ts'
import { customerErased } from '../customers/index.ts'
import { afterIntake } from '../intake/index.ts'
import { endErasure, holdErasure, moveErasure } from './queries/erasures.ts'
import { deleteExportsOf } from './queries/exports.ts'

/** Conversations that are wiped in one transaction. */
const AT_ONCE = 20
/** And messages, since some are long: until its end nothing else is written into the search index, and all events wait. */
const MESSAGES_AT_ONCE = 500

/** A room that loses something when somebody is erased. */
interface Loser {
  name: string
  erases: Erasing
}

/** Those rooms, the upper ones first: they find what is theirs by what lower ones still have. */
export const losersIn = (rooms: readonly Room[]): Loser[] =>
  rooms.flatMap(({ name, erases }) => (erases ? [{ name, erases }] : [])).toReversed()

/**
 * Takes an erasure to its end, a piece in a transaction, each with its place and its counts: after a kill it goes on where
 * it stood. Does nothing for one that is done.
 */
export const runErasure = async (
  { db, signal }: { db: WorkspaceDb; signal: AbortSignal },
  rooms: readonly Room[],
  erasureId: string,
): Promise<void> => {
  const losers = losersIn(rooms)
  while (await db.tx((tx) => eraseNext(tx, losers, erasureId))) signal.throwIfAborted()
}

/**
 * Wipes what some conversations say, in every room. They are held first, so that nothing comes to them meanwhile. Where they
 * have many messages only some of those are, and nothing else: it is not done then.
 */
export const wipeThreads = async (
  tx: Tx,
  losers: readonly Loser[],
  ids: readonly string[],
): Promise<{ counts: Counts; isDone: boolean }> => {
  if (ids.length === 0) return { counts: {}, isDone: true }
  await holdThreads(tx, ids)
  const messageIds = await messagesOfThreads(tx, ids)
  const said = await wipeMessages(tx, losers, messageIds.slice(0, MESSAGES_AT_ONCE))
  if (messageIds.length > MESSAGES_AT_ONCE) return { counts: said, isDone: false }
  return { counts: addCounts(said, await inEach(losers, ({ threads }) => threads?.(tx, ids))), isDone: true }
}

/** Wipes what some messages say, in every room. */
const wipeMessages = async (tx: Tx, losers: readonly Loser[], ids: readonly string[]): Promise<Counts> =>
  ids.length === 0 ? {} : inEach(losers, ({ messages }) => messages?.(tx, ids))

/** Makes anew, or lets go of, what rooms keep of messages that say something else now. */
export const followCopies = async (
  tx: Tx,
  losers: readonly Loser[],
  ids: readonly string[],
): Promise<Counts> => (ids.length === 0 ? {} : inEach(losers, ({ copies }) => copies?.(tx, ids)))

const inEach = async (
  losers: readonly Loser[],
  lose: (erases: Erasing) => Promise<Counts> | undefined,
): Promise<Counts> => {
  const all: Counts[] = []
  for (const { erases } of losers) all.push((await lose(erases)) ?? {})
  return addCounts(...all)
}

/** Does the next piece; false when there is none. */
const eraseNext = async (tx: Tx, losers: readonly Loser[], erasureId: string): Promise<boolean> => {
  const row = await holdErasure(tx, erasureId)
  if (!row) return false
  const sweeps = losers.filter(({ erases }) => erases.sweep).map(({ name }) => name)
  // What was being taken in may stand in threads of others, where only the sweeps find it.
  const steps = ['threads', 'late', ...sweeps, 'person']
  const step = row.step || 'threads'
  const { counts, next } = await doPiece(tx, losers, { ...row, step })
  const sum = addCounts(row.counts, counts)
  const following = next === null ? steps[steps.indexOf(step) + 1] : step
  if (following !== undefined) {
    await moveErasure(tx, erasureId, { step: following, place: next, counts: sum })
    return true
  }
  await endErasure(tx, erasureId, sum)
  tx.announce(customerErased({ customerId: row.customerId }))
  return false
}

const doPiece = async (
  tx: Tx,
  losers: readonly Loser[],
  { step, place, person }: { step: string; place: string | null; person: Person },
): Promise<{ counts: Counts; next: string | null }> => {
  if (step === 'threads') {
    const after = place ?? FIRST_ID
    const ids = await threadsOf(tx, person.ids, after, AT_ONCE)
    const { counts, isDone } = await wipeThreads(tx, losers, ids)
    return { counts, next: isDone ? (ids.at(-1) ?? null) : after }
  }
  if (step === 'late') {
    // What was being taken in when it was asked for had been found to be theirs, and is written by now.
    await afterIntake(tx)
    const ids = await unwipedThreads(tx, person.ids, AT_ONCE)
    const { counts } = await wipeThreads(tx, losers, ids)
    return { counts, next: ids.at(-1) ?? null }
  }
  if (step === 'person') return { counts: await forgetRest(tx, losers, person), next: null }
  const sweep = losers.find(({ name }) => name === step)?.erases.sweep
  // A room that sweeps no more since the erasure began.
  if (!sweep) return { counts: {}, next: null }
  const { counts, messageIds, own = [], next } = await sweep(tx, person, place)
  const said = await wipeMessages(tx, losers, own)
  return { counts: addCounts(counts, said, await followCopies(tx, losers, messageIds)), next }
}

const forgetRest = async (tx: Tx, losers: readonly Loser[], person: Person): Promise<Counts> => {
  const rest = { exports: await deleteExportsOf(tx, person.ids), answers: await forgetAnswersOf(tx, person) }
  return addCounts(rest, await inEach(losers, ({ person: forget }) => forget?.(tx, person)))
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What the API answered about them, kept for repeated requests. */
const forgetAnswersOf = async (tx: Tx, person: Person): Promise<number> => {
  const ids = new Set(person.ids)
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const some: string[] = await threadsOf(tx, person.ids, after, 1000)
    for (const id of some) ids.add(id)
    after = some.at(-1)
  }
  const names = person.addresses.map(({ value }) => value)
  const forgets = (answer: string): boolean =>
    (answer.match(UUID) ?? []).some((id) => ids.has(id)) || names.some((name) => answer.includes(name))
  let total = 0
  for (let place: { caller: string; key: string } | undefined = { caller: '', key: '' }; place; ) {
    const { forgotten, next } = await forgetAnswers(tx, forgets, place)
    total += forgotten
    place = next
  }
  return total
}
