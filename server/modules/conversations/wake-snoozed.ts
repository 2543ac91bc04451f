import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { keepChange } from './change-conversation.ts'
import { dueSnoozes } from './queries/snoozes.ts'
import { lockConversation } from './queries/rows.ts'
import { withStatus } from './set-status.ts'

const wake = async (tx: Tx, id: string): Promise<void> => {
  const row = await lockConversation(tx, id)
  if (row?.status !== 'snoozed' || !row.snoozedUntil || row.snoozedUntil > tx.now) return
  await keepChange(tx, { kind: 'system', id: null, name: 'system' }, row, {
    ...row,
    ...withStatus('open', tx.now),
  })
}

/** Opens again every conversation whose snooze is over. */
export const wakeSnoozed = async (db: WorkspaceDb): Promise<number> => {
  const ids = await dueSnoozes(db, db.kernel.clock.now())
  for (const id of ids) await db.tx((tx) => wake(tx, id))
  return ids.length
}
