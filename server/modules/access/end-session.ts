import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { demandPerson } from './account.ts'
import { accessEnded } from './events.ts'
import { deleteSession, deleteSessionsOf } from './queries/sessions.ts'

/** Ends one of the caller's sessions. Throws `not-found`. */
export const endSession = async (tx: Tx, caller: Caller, sessionId: string): Promise<void> => {
  const { id } = demandPerson(caller)
  const ended = await deleteSession(tx, id, sessionId)
  if (!ended) throw notFound('access.no-session', 'You have no such session (any more).')
  tx.announce(accessEnded({ agentId: id, credentialIds: [sessionId] }))
}

/** Ends every session of a person, but for the one that is kept; how many. */
export const endSessionsOf = async (tx: Tx, agentId: string, kept?: string): Promise<number> => {
  const ids = await deleteSessionsOf(tx, agentId, kept)
  if (ids.length > 0) tx.announce(accessEnded({ agentId, credentialIds: ids }))
  return ids.length
}
