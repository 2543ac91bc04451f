import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, agentOf, demandActive } from './account.ts'
import type { SignInResult } from './contract.ts'
import { sessionToken } from './cookie.ts'
import { openSession, type Visit } from './open-session.ts'
import { credentialsRow, takeRecoveryHash, takeTotpStep } from './queries/credentials.ts'
import { sessionRow, type SessionRow } from './queries/sessions.ts'
import { demandOwnWay } from './sso/only-way.ts'
import { countAddressFailure, demandAddress, forgive, subjects, takeTry } from './throttle.ts'
import { isTotpCode, plainCode, recoveryHash, totpStep } from './totp.ts'

type Factor = 'code' | 'recovery-code'

/**
 * Finishes signing in with a code of the app, or a recovery code; each is good once. Throws `unauthenticated` for a
 * wrong code or when the password was given too long ago, `too-many` after too many wrong ones.
 */
export const secondFactor = async (visit: Visit, input: { code: string }): Promise<SignInResult> => {
  const reference = visit.inWorkspace(0)
  const pending = await pendingSession(visit)
  await demandAddress(reference, visit.http.ip)
  await takeTry(reference, subjects.code(pending.agentId))
  const db = visit.inWorkspace(pending.workspaceId)
  const agent = await agentOf(db, pending.agentId)
  demandActive(agent)
  await demandOwnWay(db, agent)
  const use = await codeUser(db, agent.id, input.code)
  const result = await db.tx(async (tx) => {
    const factor = await use(tx)
    if (!factor) return undefined
    await forgive(tx, subjects.code(agent.id))
    await recordAudit(tx, actorOf(db.workspaceId, agent), {
      action: 'access.sign-in',
      subject: { kind: 'agent', id: agent.id },
      details: { with: `password and ${factor}`, address: visit.http.ip },
    })
    return openSession(tx, visit.http, agent.id, 'signed-in')
  })
  if (result) return result
  await countAddressFailure(reference, visit.http.ip)
  throw unauthenticated(
    'access.wrong-code',
    'This code is wrong or was used already. Wait for the next one in the app, or use a recovery code.',
  )
}

const pendingSession = async (visit: Visit): Promise<SessionRow> => {
  const reference = visit.inWorkspace(0)
  const token = sessionToken(visit.http.request.headers)
  const row =
    token && (await sessionRow(reference, sha256(token), 'second-factor', reference.kernel.clock.now()))
  if (row) return row
  throw unauthenticated('access.sign-in-again', 'The sign-in took too long. Begin again with your password.')
}

/** Checks a code as far as can be done beforehand; what is left is to use it up in the transaction. */
const codeUser = async (
  db: WorkspaceDb,
  agentId: string,
  text: string,
): Promise<(tx: Tx) => Promise<Factor | undefined>> => {
  const code = plainCode(text)
  if (!isTotpCode(code)) {
    const hash = recoveryHash(db.kernel, agentId, code)
    return async (tx) => ((await takeRecoveryHash(tx, agentId, hash)) ? 'recovery-code' : undefined)
  }
  const credentials = await credentialsRow(db, agentId)
  const secret = credentials?.totpConfirmedAt ? credentials.totpSecret : null
  const step = secret && (await totpStep(db.kernel.vault.open(secret), code, db.kernel.clock.now()))
  return async (tx) => (step && (await takeTotpStep(tx, agentId, step)) ? 'code' : undefined)
}
