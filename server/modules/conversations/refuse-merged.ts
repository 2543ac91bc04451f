import { sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { survivorOf } from './queries/merging.ts'

/** Throws where a conversation was merged into another one: `conflict` with that one, where it is in sight. */
export const refuseMerged = async (db: Db, caller: Caller, id: string): Promise<void> => {
  const survivor = await survivorOf(db, id)
  if (!survivor || !sees(caller, survivor.inboxId)) return
  throw conflict(
    'conversations.merged',
    'This conversation was merged into another one. Open that one and look at it, then go on there.',
    { reasons: [{ intoId: survivor.id, number: String(survivor.number) }] },
  )
}
