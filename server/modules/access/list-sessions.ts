import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { demandPerson } from './account.ts'
import { sessionRowsOf } from './queries/sessions.ts'

/** The caller's sessions, the last used first. */
export const listSessions = async (db: Db, caller: Caller) => {
  const { id, credentialId } = demandPerson(caller)
  const rows = await sessionRowsOf(db, id, db.kernel.clock.now())
  return rows.map((row) => ({
    id: row.id,
    current: row.id === credentialId,
    device: row.device,
    address: row.address,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }))
}
