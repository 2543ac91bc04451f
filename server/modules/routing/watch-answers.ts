import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { listAgents } from '../agents/index.ts'
import { heldRows, returnToQueue, type HeldPlace, type HeldRow } from '../conversations/index.ts'
import { businessSeconds, readCalendars } from '../hours/index.ts'
import { readLimits } from './answer-limits.ts'

const MINUTE_MS = 60_000
const BATCH = 500

/**
 * Returns to the queue every conversation whose customer waits longer for its holder than is settled: for a bot by the
 * clock, for a person in business time, from the customer's message or from when they got it, whichever is later; for
 * somebody who was switched off at once.
 * Gives how many. Each is returned in its own transaction, so that one that is held up keeps no other.
 */
export const watchAnswers = async (db: WorkspaceDb): Promise<number> => {
  const isOverdue = await overdue(db)
  if (!isOverdue) return 0
  let returned = 0
  let after: HeldPlace | undefined
  for (;;) {
    const rows = await heldRows(db, isOverdue, after, BATCH)
    for (const row of rows)
      if (isOverdue.is(row) && (await db.tx((tx) => returnToQueue(tx, row)))) returned += 1
    if (rows.length < BATCH) return returned
    after = rows.at(-1)
  }
}

/** What counts as too long just now; undefined when nothing does. */
const overdue = async (db: WorkspaceDb) => {
  const [{ botMinutes, personMinutes }, agents] = await Promise.all([readLimits(db), listAgents(db)])
  const gone = new Set(agents.filter(({ active }) => !active).map(({ id }) => id))
  const bots = new Set(agents.filter(({ bot }) => bot).map(({ id }) => id))
  const least = Math.min(botMinutes ?? Infinity, personMinutes ?? Infinity)
  if (least === Infinity && gone.size === 0) return undefined
  const now = db.kernel.clock.now()
  const calendars = await readCalendars(db)
  const is = ({ assigneeId, since, ...place }: HeldRow): boolean => {
    if (gone.has(assigneeId)) return true
    if (bots.has(assigneeId))
      return botMinutes !== null && now.getTime() - since.getTime() >= botMinutes * MINUTE_MS
    return personMinutes !== null && businessSeconds(calendars.of(place), since, now) >= personMinutes * 60
  }
  // Business time is never longer than the clock's: who waits for less than the least cannot be overdue.
  const before = least === Infinity ? new Date(0) : new Date(now.getTime() - least * MINUTE_MS + 1)
  return { before, gone: [...gone], is }
}
