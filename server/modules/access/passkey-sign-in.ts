import { verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { errorText, unauthenticated, type AppError } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, agentOf, demandActive } from './account.ts'
import type { SignInResult } from './contract.ts'
import { openSession, type Visit } from './open-session.ts'
import { passkeyRow, notePasskeyUse, type PasskeyRow } from './queries/passkeys.ts'
import { demandOwnWay } from './sso/only-way.ts'
import { countAddressFailure, demandAddress } from './throttle.ts'
import { assertion, readUserHandle, relyingParty, takeChallenge } from './webauthn.ts'

interface Proven {
  db: WorkspaceDb
  passkey: PasskeyRow
  counter: number
}

/**
 * Signs in with a passkey. It has verified its owner (PIN, finger, face), so it counts as both factors. Throws
 * `unauthenticated` when it is unknown here, its signature is wrong or its counter went back.
 */
export const passkeySignIn = async (
  visit: Visit,
  input: { response: Record<string, unknown> },
): Promise<SignInResult> => {
  const reference = visit.inWorkspace(0)
  await demandAddress(reference, visit.http.ip)
  const proven = await prove(visit, input.response)
  if (!proven) throw await refusal(visit)
  const { db, passkey, counter } = proven
  const agent = await agentOf(db, passkey.agentId)
  demandActive(agent)
  await demandOwnWay(db, agent)
  const result = await db.tx(async (tx) => {
    if (!(await notePasskeyUse(tx, passkey.id, counter))) return undefined
    await recordAudit(tx, actorOf(db.workspaceId, agent), {
      action: 'access.sign-in',
      subject: { kind: 'agent', id: agent.id },
      details: { with: 'passkey', passkey: passkey.name, address: visit.http.ip },
    })
    return openSession(tx, visit.http, agent.id, 'signed-in')
  })
  if (!result) throw await refusal(visit)
  return result
}

const refusal = async (visit: Visit): Promise<AppError> => {
  await countAddressFailure(visit.inWorkspace(0), visit.http.ip)
  return unauthenticated(
    'access.passkey-refused',
    'This passkey is unknown here. Use another one, or sign in with your password.',
  )
}

const prove = async (visit: Visit, response: Record<string, unknown>): Promise<Proven | undefined> => {
  const reference = visit.inWorkspace(0)
  const party = relyingParty(reference.kernel)
  const answer = assertion.safeParse(response)
  if (!answer.success) return undefined
  const owner = readUserHandle(answer.data.response.userHandle)
  const challenge = await takeChallenge(reference, answer.data.response.clientDataJSON, 'passkey-sign-in')
  if (!owner) return undefined
  const db = visit.inWorkspace(owner.workspaceId)
  const passkey = await passkeyRow(db, owner.agentId, answer.data.id)
  if (!passkey) return undefined
  const result = await verifyAuthenticationResponse({
    response: answer.data as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    reference.kernel.log.info({ error: errorText(error) }, 'a passkey was refused')
    return undefined
  })
  return result?.verified ? { db, passkey, counter: result.authenticationInfo.newCounter } : undefined
}
