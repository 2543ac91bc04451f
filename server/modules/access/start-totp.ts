import type { Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { getWorkspace } from '../workspace/index.ts'
import { agentOf, demandPerson } from './account.ts'
import { confirmPassword } from './confirm-password.ts'
import { saveTotpSecret } from './queries/credentials.ts'
import { newTotpSecret } from './totp.ts'

/**
 * Begins a second factor; nothing is asked for before `confirmTotp`. Throws `conflict` when one is on: it must not be
 * replaced by whoever finds the browser open.
 */
export const startTotp = async (
  db: WorkspaceDb,
  caller: Caller,
  input: { password: string },
): Promise<{ secret: string; url: string }> => {
  const { id } = demandPerson(caller)
  const agent = await agentOf(db, id)
  await confirmPassword(db, agent, input.password, 'password')
  const { name } = await getWorkspace(db)
  const begun = newTotpSecret(`Madoguchi (${name})`, agent.email)
  const kept = await db.tx((tx) => saveTotpSecret(tx, id, db.kernel.vault.seal(begun.secret)))
  if (!kept) {
    throw conflict(
      'access.totp-on',
      'The second factor is on already. Switch it off first to set up a new one.',
    )
  }
  return begun
}
