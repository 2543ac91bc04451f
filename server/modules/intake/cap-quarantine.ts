import type { Tx } from '../../kernel/db/index.ts'
import { cutRaw, quarantinedBytes } from './queries/cap.ts'

/** Bytes in one inbox's quarantine above which only the beginning of what comes is kept. */
const MOST_BYTES = 500 * 1024 * 1024
/** Enough for the headers and the first words. */
const BEGINNING = 64 * 1024

/**
 * Keeps quarantine from filling the disk: above the limit only the beginning of what goes there is kept, and above twice
 * the limit nothing but that it came. What lay there stays whole. The lists say what is left.
 */
export const capQuarantine = async (
  tx: Tx,
  arrivals: readonly { id: string; inboxId: string }[],
  most = MOST_BYTES,
): Promise<void> => {
  const inboxIds = [...new Set(arrivals.map(({ inboxId }) => inboxId))]
  for (const { inboxId, bytes } of await quarantinedBytes(tx, inboxIds)) {
    if (bytes <= most) continue
    const ids = arrivals.filter((one) => one.inboxId === inboxId).map(({ id }) => id)
    await cutRaw(tx, ids, bytes > 2 * most ? 0 : BEGINNING)
    tx.kernel.log.error({ inboxId, bytes }, 'quarantine is full: only the beginning of what comes is kept')
  }
}
