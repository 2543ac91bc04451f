import type { Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { endPasswordLinks } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { agentOf, demandPerson } from './account.ts'
import { confirmPassword } from './confirm-password.ts'
import { endSessionsOf } from './end-session.ts'
import { hashPassword } from './passwords.ts'
import { savePasswordHash } from './queries/credentials.ts'

/** Changes the caller's password and ends their other sessions. */
export const changePassword = async (
  db: WorkspaceDb,
  caller: Caller,
  input: { current: string; next: string },
): Promise<void> => {
  const { id, credentialId } = demandPerson(caller)
  await confirmPassword(db, await agentOf(db, id), input.current, 'current')
  const hash = await hashPassword(input.next)
  await db.tx(async (tx) => {
    await savePasswordHash(tx, id, hash)
    await endPasswordLinks(tx, id)
    await endSessionsOf(tx, id, credentialId)
    await recordAudit(tx, caller, { action: 'access.change-password', subject: { kind: 'agent', id } })
  })
}
