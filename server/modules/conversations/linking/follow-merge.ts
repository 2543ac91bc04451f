import type { Tx } from '../../../kernel/db/index.ts'
import { listen } from '../../../kernel/events/index.ts'
import { defineJob, handles } from '../../../kernel/jobs/index.ts'
import {
  addressesOf,
  addressKey,
  customerName,
  holdMerge,
  keepParts,
  linkInboxes,
  mergeMoved,
  moveConversationCount,
  ownSince,
  partsToReturn,
  settleMerge,
  type MergeWay,
} from '../../customers/index.ts'
import { conversationChanged, messageReread } from '../events.ts'
import { endOfMessages } from '../queries/erase-traces.ts'
import {
  begunSince,
  conversationsOf,
  draftsOf,
  giveMessages,
  lastHeard,
  moveConversations,
  moveDrafts,
  spokenInboxes,
  writtenSince,
  type BegunRow,
  type MovedRow,
} from '../queries/follow-merge.ts'

/** So many conversations follow at once, in the listener and in each run of the job. */
const CHUNK = 500

/** Messages that are looked through at once for what the other wrote meanwhile. */
const MESSAGES = 5000

/** How far the undoing of a merge has come. */
interface Work {
  mergeId: string
  /** Among the conversations begun since; absent: not there yet. */
  after?: string
  /** Among the messages that came since; absent: not there yet. */
  written?: string
}

/** Moves the next conversations of a merge. */
const followMergeJob = defineJob<Work>('conversations.follow-merge', { maxAttempts: 25 })

/** Conversations and first drafts go where their customer went. */
export const onMergeMoved = listen('conversations', mergeMoved, async (tx, events) => {
  for (const mergeId of new Set(events.map(({ payload }) => payload.mergeId)))
    await followMerge(tx, { mergeId })
})

/** Goes on where the listener stopped. */
export const jobs = [handles(followMergeJob, (work, { db }) => db.tx((tx) => followMerge(tx, work)))]

/**
 * Moves the next conversations of a merge to the survivor, or back where it is undone by now, and goes on by a job while
 * there are more. Reads what is the case, so that running it again, or late, does no harm.
 */
const followMerge = async (tx: Tx, work: Work): Promise<void> => {
  const merge = await holdMerge(tx, work.mergeId)
  if (!merge) return
  const next = merge.undone ? await goBack(tx, merge, work) : await follow(tx, merge)
  if (next) tx.job(followMergeJob, next, { key: `conversations.follow-merge:${merge.id}` })
}

const follow = async (tx: Tx, merge: MergeWay): Promise<Work | undefined> => {
  const ids = await conversationsOf(tx, merge.from, CHUNK)
  const moved = await move(tx, merge, ids)
  await keepParts(
    tx,
    merge,
    'conversation',
    moved.map(({ id, addressed }) => ({ id, before: addressed })),
  )
  if (ids.length === CHUNK) return { mergeId: merge.id }
  const drafts = await moveDrafts(tx, merge, await draftsOf(tx, merge.from))
  await keepParts(
    tx,
    merge,
    'draft',
    drafts.map((id) => ({ id, before: null })),
  )
  await settleMerge(tx, merge)
  return undefined
}

const goBack = async (tx: Tx, merge: MergeWay, { after, written }: Work): Promise<Work | undefined> => {
  const theirs = new Set((await addressesOf(tx, merge.to)).map(addressKey))
  const isTheirs = ({ people: [first] }: BegunRow): boolean =>
    first !== undefined && theirs.has(addressKey(first))
  const next =
    written === undefined
      ? ((await returnConversations(tx, merge, isTheirs, after)) ?? { written: merge.id })
      : { written }
  const left = next.written === undefined ? next : await returnMessages(tx, merge, isTheirs, next.written)
  if (left) return { mergeId: merge.id, ...left }
  await end(tx, merge)
  return undefined
}

type IsTheirs = (row: BegunRow) => boolean

/** Conversations that moved, and those that began since by an address of the other; gives where to go on. */
const returnConversations = async (
  tx: Tx,
  merge: MergeWay,
  isTheirs: IsTheirs,
  after?: string,
): Promise<Omit<Work, 'mergeId'> | undefined> => {
  if (after === undefined) {
    const parts = await partsToReturn(tx, merge, 'conversation', CHUNK)
    const before = new Map(parts.map((part) => [part.id, part.before]))
    await move(tx, merge, [...before.keys()], before)
    if (parts.length === CHUNK) return {}
  }
  const begun = await begunSince(tx, merge.from, after ?? merge.id, CHUNK)
  const moved = await move(
    tx,
    merge,
    begun.filter(isTheirs).map(({ id }) => id),
  )
  // An address alone that was written to blindly makes nobody known to the inbox.
  const met = moved.filter(({ addressed }) => addressed === null)
  await linkInboxes(
    tx,
    met.map(({ inboxId }) => ({ customerId: merge.to, inboxId })),
  )
  const last = begun.at(-1)
  return last && begun.length === CHUNK ? { after: last.id } : undefined
}

/**
 * Who wrote a message goes by the address it came from, wherever it stands: the one must not be given out, or lose, what
 * the other wrote meanwhile. Gives where to go on.
 */
const returnMessages = async (
  tx: Tx,
  merge: MergeWay,
  isTheirs: IsTheirs,
  after: string,
): Promise<Omit<Work, 'mergeId'> | undefined> => {
  const upTo = await endOfMessages(tx, after, MESSAGES)
  if (upTo === undefined) return undefined
  const written = (await writtenSince(tx, merge.from, { after, upTo })).filter(isTheirs)
  if (written.length > 0) {
    const name = (await customerName(tx, merge.to)) ?? ''
    const ids = written.map(({ id }) => id)
    tx.announce(...(await giveMessages(tx, ids, { id: merge.to, name })).map((row) => messageReread(row)))
  }
  return (await endOfMessages(tx, upTo, 1)) === undefined ? undefined : { written: upTo }
}

const end = async (tx: Tx, merge: MergeWay): Promise<void> => {
  const drafts = await partsToReturn(tx, merge, 'draft', 10_000)
  await moveDrafts(
    tx,
    merge,
    drafts.map(({ id }) => id),
  )
  const since = (await ownSince(tx, merge.survivorId)) ?? tx.now
  const [spoken, survivorSeen, mergedSeen] = await Promise.all([
    spokenInboxes(tx, merge.survivorId),
    lastHeard(tx, merge.survivorId, since),
    lastHeard(tx, merge.mergedId, since),
  ])
  await settleMerge(tx, merge, { spoken, survivorSeen, mergedSeen })
}

/** Moves conversations that are still where they come from, with their counts, and tells. */
const move = async (
  tx: Tx,
  merge: MergeWay,
  ids: readonly string[],
  before?: ReadonlyMap<string, string | null>,
): Promise<MovedRow[]> => {
  if (ids.length === 0) return []
  const moved = await moveConversations(tx, merge, ids, before)
  await moveConversationCount(tx, merge, moved.filter(({ merged }) => !merged).length)
  tx.announce(
    ...moved.map(({ id, inboxId }) =>
      conversationChanged({
        conversationId: id,
        inboxId,
        changes: [{ kind: 'customer', from: merge.from, to: merge.to }],
        actorKind: 'system',
        actorId: null,
      }),
    ),
  )
  return moved
}
