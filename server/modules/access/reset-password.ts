import { notFound } from '../../kernel/errors.ts'
import { agentsByIds, findPasswordLink, normalEmail, takePasswordLink } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './account.ts'
import type { SignInResult } from './contract.ts'
import { endSessionsOf } from './end-session.ts'
import { openSession, type Visit } from './open-session.ts'
import { hashPassword } from './passwords.ts'
import { credentialsRow, savePasswordHash } from './queries/credentials.ts'
import { demandOwnWay } from './sso/only-way.ts'
import { countAddressFailure, demandAddress, forgivePassword } from './throttle.ts'

const badLink = () =>
  notFound(
    'access.link-used',
    'This link was used already or has run out. Ask for a new one, or ask an owner of the workspace.',
  )

/**
 * Sets a password through a reset or invitation link, ends all sessions and the account's block, and signs in. The
 * second factor stays: a link in a mailbox must not be enough. Throws `not-found` for a link that is not good (any more).
 */
export const resetPassword = async (visit: Visit, token: string, password: string): Promise<SignInResult> => {
  const reference = visit.inWorkspace(0)
  await demandAddress(reference, visit.http.ip)
  const link = await findPasswordLink(reference, token)
  const db = visit.inWorkspace(link?.workspaceId ?? 0)
  const [agent] = link ? await agentsByIds(db, [link.agentId]) : []
  if (!link || !agent?.active) {
    await countAddressFailure(reference, visit.http.ip)
    throw badLink()
  }
  await demandOwnWay(db, agent)
  const hash = await hashPassword(password)
  const credentials = await credentialsRow(db, agent.id)
  const state = credentials?.totpConfirmedAt ? 'second-factor' : 'signed-in'
  return db.tx(async (tx) => {
    if (!(await takePasswordLink(tx, token, agent.id))) throw badLink()
    await savePasswordHash(tx, agent.id, hash)
    await endSessionsOf(tx, agent.id)
    await forgivePassword(tx, normalEmail(agent.email), visit.http.ip)
    await recordAudit(tx, actorOf(db.workspaceId, agent), {
      action: link.kind === 'invitation' ? 'access.accept-invitation' : 'access.reset-password',
      subject: { kind: 'agent', id: agent.id },
      details: { address: visit.http.ip },
    })
    return openSession(tx, visit.http, agent.id, state)
  })
}
