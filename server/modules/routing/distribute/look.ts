import { dependsOnTime } from '../../../kernel/conditions/index.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { queueRows } from '../queues/queries.ts'
import { requeue } from '../queues/requeue-all.ts'
import { distribute } from './distribute.ts'

/** Each minute: finds what time alone has moved, in conditions and in who is here, and hands out. */
export const look = async (db: WorkspaceDb): Promise<void> => {
  const queues = await queueRows(db)
  const moves = queues.some(({ applies, urgent }) =>
    [applies, urgent].some((one) => one !== null && dependsOnTime(one)),
  )
  if (moves) await db.tx(async (tx) => requeue(tx))
  await distribute(db)
}
