import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { scheduleDelivery, scheduleNext } from './jobs.ts'
import { dueRows, type DueRow } from './queries/due.ts'
import { sendSigned } from './send-signed.ts'
import { settleAttempts } from './settle-attempts.ts'

/** Events on their way to one webhook at the same time. */
const AT_ONCE = 8
/** While one answers slowly, the others are looked after this often. */
const LOOK_MS = 250
/** Then the job makes room for others of its kind and goes on as a new one. */
const SHIFT_MS = 60_000
/** What is under way when the process stops gets this long to be answered. */
const LAST_MS = 2000

/**
 * Sends everything that is due, all webhooks beside each other, so that one that hangs holds up nobody else. An event
 * counts as sent once its answer is kept: after a crash it is sent again, with the same webhook-id.
 */
export const deliverDue = async (db: WorkspaceDb, signal: AbortSignal): Promise<void> => {
  const busy = new Map<string, Promise<void>>()
  const errors: unknown[] = []
  const end = performance.now() + SHIFT_MS
  const last = afterwards(signal, LAST_MS)
  const open = (): boolean => !signal.aborted && errors.length === 0 && performance.now() < end
  for (;;) {
    if (open()) {
      const due = await dueRows(db, db.kernel.clock.now(), [...busy.keys()], AT_ONCE)
      for (const [webhookId, rows] of Map.groupBy(due, (row) => row.webhookId)) {
        const work = deliver(db, webhookId, rows, last.signal)
          .catch((error) => void errors.push(error))
          .finally(() => busy.delete(webhookId))
        busy.set(webhookId, work)
      }
    }
    if (busy.size === 0) break
    await firstOf([...busy.values()])
  }
  last.letGo()
  if (errors.length > 0) throw errors[0]
  if (signal.aborted || performance.now() >= end) await db.tx(async (tx) => scheduleDelivery(tx))
  else await scheduleNext(db)
}

/** A signal that follows the one to stop after a while, as long as nobody has let go of it. */
const afterwards = (signal: AbortSignal, ms: number): { signal: AbortSignal; letGo(): void } => {
  const later = new AbortController()
  const follow = (): void => void setTimeout(() => later.abort(), ms).unref()
  signal.addEventListener('abort', follow, { once: true })
  return { signal: later.signal, letGo: () => signal.removeEventListener('abort', follow) }
}

const deliver = async (
  db: WorkspaceDb,
  webhookId: string,
  rows: readonly DueRow[],
  signal: AbortSignal,
): Promise<void> => {
  const made = await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      attempts: row.attempts,
      outcome: await sendSigned(db.kernel, row, signal),
    })),
  )
  await db.tx((tx) => settleAttempts(tx, webhookId, made))
}

const firstOf = async (works: readonly Promise<void>[]): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const tick = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LOOK_MS)
  })
  await Promise.race([...works, tick]).finally(() => clearTimeout(timer))
}
