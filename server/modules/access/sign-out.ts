import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Exchange } from '../../kernel/room.ts'
import { demandPerson } from './account.ts'
import { clearSessionCookie } from './cookie.ts'
import { endSession } from './end-session.ts'

/** Ends the session that the caller came with. */
export const signOut = async (tx: Tx, caller: Caller, http: Exchange): Promise<void> => {
  const { credentialId } = demandPerson(caller)
  if (credentialId) await endSession(tx, caller, credentialId)
  tx.afterCommit(() => clearSessionCookie(http, tx.kernel))
}
