import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Exchange } from '../../kernel/room.ts'
import { demandPerson } from './account.ts'
import { clearSessionCookie } from './cookie.ts'
import { endSession } from './end-session.ts'
import { signOutOf } from './queries/sessions.ts'

/** Ends the session that the caller came with; tells where to go to end the one at the provider that opened it, too. */
export const signOut = async (tx: Tx, caller: Caller, http: Exchange): Promise<{ url: string | null }> => {
  const { id, credentialId } = demandPerson(caller)
  const sealed = credentialId ? await signOutOf(tx, id, credentialId) : null
  if (credentialId) await endSession(tx, caller, credentialId)
  tx.afterCommit(() => clearSessionCookie(http, tx.kernel))
  return { url: sealed && tx.kernel.vault.open<string>(sealed) }
}
