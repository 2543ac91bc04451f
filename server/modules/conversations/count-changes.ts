import type { Tx } from '../../kernel/db/index.ts'
import { addCounts, type CountKey } from './queries/counts.ts'

const KEY = 'conversations.counts'

/** Notes that a conversation moved from one count to another; both are written once, right before the commit. */
export const moveCount = (tx: Tx, from: CountKey | undefined, to: CountKey | undefined): void => {
  const moves = tx.list<CountKey & { delta: number }>(KEY)
  if (from) moves.push({ ...keyOf(from), delta: -1 })
  if (to) moves.push({ ...keyOf(to), delta: 1 })
  tx.beforeCommit(KEY, async () => {
    const deltas = new Map<string, CountKey & { delta: number }>()
    for (const { delta, ...key } of moves.splice(0)) add(deltas, key, delta)
    const rows = [...deltas.values()].filter((row) => row.delta !== 0)
    if (rows.length > 0) await addCounts(tx, rows)
  })
}

const keyOf = ({ inboxId, teamId, assigneeId, status }: CountKey): CountKey => ({
  inboxId,
  teamId,
  assigneeId,
  status,
})

const add = (deltas: Map<string, CountKey & { delta: number }>, key: CountKey, delta: number): void => {
  const name = `${key.inboxId} ${key.teamId} ${key.assigneeId} ${key.status}`
  const row = deltas.get(name)
  if (row) row.delta += delta
  else deltas.set(name, { ...key, delta })
}
