import type { Tx } from '../../kernel/db/index.ts'
import { addCounts, type CountKey } from './queries/counts.ts'

const pending = new WeakMap<Tx, Map<string, CountKey & { delta: number }>>()

/** Notes that a conversation moved from one count to another; both are written once, right before the commit. */
export const moveCount = (tx: Tx, from: CountKey | undefined, to: CountKey | undefined): void => {
  let deltas = pending.get(tx)
  if (!deltas) {
    deltas = new Map()
    pending.set(tx, deltas)
  }
  if (from) add(deltas, from, -1)
  if (to) add(deltas, to, 1)
  tx.beforeCommit('conversations.counts', async () => {
    const rows = [...deltas.values()].filter((row) => row.delta !== 0)
    deltas.clear()
    if (rows.length > 0) await addCounts(tx, rows)
  })
}

const add = (deltas: Map<string, CountKey & { delta: number }>, key: CountKey, delta: number): void => {
  const { inboxId, teamId, assigneeId, status } = key
  const name = `${inboxId} ${teamId} ${assigneeId} ${status}`
  const row = deltas.get(name)
  if (row) row.delta += delta
  else deltas.set(name, { inboxId, teamId, assigneeId, status, delta })
}
