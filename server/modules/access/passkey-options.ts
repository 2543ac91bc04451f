import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { agentOf, demandPerson } from './account.ts'
import type { Visit } from './open-session.ts'
import { passkeyRowsOf } from './queries/passkeys.ts'
import { ALGORITHMS, newChallenge, relyingParty, userHandle } from './webauthn.ts'

/** Options for making a passkey of the caller's. It must be found without a name and must verify its owner. */
export const passkeyOptions = async (tx: Tx, caller: Caller): Promise<Record<string, unknown>> => {
  const { id } = demandPerson(caller)
  const party = relyingParty(tx.kernel)
  const agent = await agentOf(tx, id)
  const kept = await passkeyRowsOf(tx, id)
  return {
    ...(await generateRegistrationOptions({
      rpID: party.id,
      rpName: party.name,
      userID: userHandle(tx.workspaceId, id),
      userName: agent.email,
      userDisplayName: agent.name,
      challenge: await newChallenge(tx, 'passkey-add', id),
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: kept.map((row) => ({ id: row.credentialId, transports: row.transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })),
  }
}

/** Options for signing in with a passkey; the browser offers those that it has for this address. */
export const passkeySignInOptions = async (visit: Visit): Promise<Record<string, unknown>> => {
  const db = visit.inWorkspace(0)
  const party = relyingParty(db.kernel)
  const challenge = await db.tx((tx) => newChallenge(tx, 'passkey-sign-in'))
  return {
    ...(await generateAuthenticationOptions({ rpID: party.id, challenge, userVerification: 'required' })),
  }
}
