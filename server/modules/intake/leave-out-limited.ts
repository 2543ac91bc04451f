import type { Tx } from '../../kernel/db/index.ts'
import { holdBack } from '../care/index.ts'
import { ignoredReason } from './causes.ts'
import type { Parsed } from './read-arrival.ts'

/**
 * Leaves out messages of people whose contact is limited: their arrivals are ignored with that as the reason, and held for their
 * record, unless somebody wants one all the same.
 */
export const leaveOutLimited = async (tx: Tx, parsed: readonly Parsed[]): Promise<Parsed[]> => {
  const held = await holdBack(
    tx,
    parsed
      .filter(({ arrival, messages }) => !arrival.wanted && messages.length > 0)
      .map(({ arrival, messages }) => ({
        arrivalId: arrival.id,
        inboxId: arrival.inboxId,
        receivedAt: arrival.receivedAt,
        writers: messages.map(({ from }) => from),
      })),
  )
  return parsed.map((one) =>
    held.has(one.arrival.id)
      ? {
          ...one,
          messages: [],
          receipts: [],
          outcome: { id: one.arrival.id, state: 'ignored', reason: ignoredReason('limited') },
        }
      : one,
  )
}
