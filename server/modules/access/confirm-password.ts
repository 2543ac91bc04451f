import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Agent } from '../agents/index.ts'
import { verifyPassword } from './passwords.ts'
import { credentialsRow } from './queries/credentials.ts'
import { forgive, subjects, takeTry } from './throttle.ts'

/**
 * Asks somebody who is signed in for their password again, before how they sign in is changed. Wrong ones are as few as
 * those of a sign-in, and counted apart: strangers at the door can't use them up. Throws `invalid` naming the field, or `too-many`.
 */
export const confirmPassword = async (
  db: WorkspaceDb,
  agent: Agent,
  password: string,
  field: string,
): Promise<void> => {
  const subject = subjects.confirm(agent.id)
  await takeTry(db, subject)
  const credentials = await credentialsRow(db, agent.id)
  const { good } = await verifyPassword(password, credentials?.passwordHash)
  if (!good) {
    const message = 'The password is wrong.'
    throw invalid('access.wrong-password', message, { fields: [{ path: `body.${field}`, message }] })
  }
  await db.tx((tx) => forgive(tx, subject))
}
