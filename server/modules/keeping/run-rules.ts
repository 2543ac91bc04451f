import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Keeping } from '../../kernel/personal.ts'
import type { Room } from '../../kernel/room.ts'
import { beforeOf, daysOf } from './list-rules.ts'
import { addToRun, endRuns, holdRun, insertRun } from './queries/rules.ts'
import { followCopies, losersIn, wipeThreads } from './run-erasure.ts'

/**
 * Removes whatever is older than its rule says, a piece in a transaction with its proof. What a killed process had begun
 * ends as far as it came, and the next night takes the rest.
 */
export const runRules = async (
  { db, signal }: { db: WorkspaceDb; signal: AbortSignal },
  rooms: readonly Room[],
  kinds: readonly Keeping[],
): Promise<void> => {
  const losers = losersIn(rooms)
  for (const one of kinds) {
    const days = await daysOf(db, one)
    if (days === null) continue
    const before = beforeOf(db.kernel.clock.now(), days)
    const id = newId()
    await db.tx(async (tx) => {
      await endRuns(tx, one.kind)
      await insertRun(tx, { id, kind: one.kind, days })
    })
    while (await db.tx((tx) => removeNext(tx, one, { id, before, losers }))) signal.throwIfAborted()
  }
}

/** Removes the next piece; false at the end. */
const removeNext = async (
  tx: Tx,
  one: Keeping,
  { id, before, losers }: { id: string; before: Date; losers: ReturnType<typeof losersIn> },
): Promise<boolean> => {
  const run = await holdRun(tx, id)
  if (!run) return false
  const piece = await one.remove(tx, {
    before,
    place: run.place,
    wipe: async (threadIds) => (await wipeThreads(tx, losers, threadIds)).isDone,
    follow: async (messageIds) => void (await followCopies(tx, losers, messageIds)),
  })
  await addToRun(tx, id, piece)
  return piece.next !== null
}
