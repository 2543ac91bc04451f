import { channels } from '../../channels/registry.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { activeInboxes, channelOf } from '../inboxes/index.ts'
import { releaseJob, scheduleSend } from './jobs.ts'
import { heldOf, lockDelivery, updateDelivery } from './queries/deliveries.ts'
import { takesOver } from './route-message.ts'

const PAGE = 200

/** What an inbox that was changed may be able to send now: its own, and, for mail, what other channels leave to mail. */
const reachOf = async (db: Db, inboxId: string): Promise<string[]> => {
  const all = await channels()
  // One whose secrets can't be opened has nothing to take over with.
  const name = await channelOf(db, inboxId).catch(() => undefined)
  if (name === undefined || !takesOver(all.get(name))) return [inboxId]
  const others = (await activeInboxes(db)).filter(({ channel }) => !takesOver(all.get(channel)))
  return [inboxId, ...others.map(({ id }) => id)]
}

/**
 * Lets held messages that wait for an inbox try again, a page behind `after`, and schedules the next page; those that
 * still can't leave are held anew. Gives where the next page begins, null after the last.
 */
export const releaseHeld = async (
  tx: Tx,
  { inboxId, after }: { inboxId: string; after: string | null },
  page = PAGE,
): Promise<string | null> => {
  const ids = await heldOf(tx, await reachOf(tx, inboxId), after, page)
  for (const messageId of ids) {
    const delivery = await lockDelivery(tx, messageId)
    if (delivery?.state !== 'held') continue
    await setReceipt(tx, { messageId, receipt: 'queued' })
    await updateDelivery(tx, messageId, {
      state: 'waiting',
      attempts: delivery.attempts,
      reason: null,
      process: null,
      nextAttemptAt: tx.now,
    })
    scheduleSend(tx, delivery)
  }
  const last = ids.length === page ? (ids.at(-1) ?? null) : null
  if (last !== null)
    tx.job(releaseJob, { inboxId, after: last }, { key: `delivery.release:${inboxId}:${last}` })
  return last
}
