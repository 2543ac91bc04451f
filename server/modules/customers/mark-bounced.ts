import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { customerChanged } from './events.ts'
import { EMAIL, normaliseIdentity } from './normalise-identity.ts'
import { type BounceKind, clearRows, markRows } from './queries/bounces.ts'

/** Marks mail addresses that a mail did not reach, each with why, until somebody writes from them. */
export const markBounced = async (
  tx: Tx,
  bounces: readonly { address: string; kind: BounceKind; reason: Sentence | null }[],
): Promise<void> => {
  // Rows in one order, so that two reports never wait for each other crosswise.
  const keyed = new Map(
    bounces
      .map(({ address, kind, reason }) => ({ ...normaliseIdentity(EMAIL, address), kind, reason }))
      .toSorted((a, b) => (a.valueKey < b.valueKey ? -1 : 1))
      .map((bounce) => [bounce.valueKey, bounce]),
  )
  if (keyed.size === 0) return
  tell(tx, await markRows(tx, [...keyed.values()]))
}

/** Takes the mark from addresses that somebody wrote from. */
export const clearBounced = async (tx: Tx, identityIds: readonly string[]): Promise<void> => {
  if (identityIds.length > 0) tell(tx, await clearRows(tx, identityIds))
}

const tell = (tx: Tx, rows: readonly { customerId: string }[]): void =>
  tx.announce(
    ...[...new Set(rows.map(({ customerId }) => customerId))].map((customerId) =>
      customerChanged({ customerId }),
    ),
  )
