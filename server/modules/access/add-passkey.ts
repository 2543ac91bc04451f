import { verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { conflict, errorText, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { demandPerson } from './account.ts'
import { toPasskey } from './list-passkeys.ts'
import { insertPasskey, passkeyRowsOf } from './queries/passkeys.ts'
import { ALGORITHMS, registration, relyingParty, takeChallenge } from './webauthn.ts'

const MOST = 20

const refused = (reason: string) =>
  invalid(
    'access.passkey-refused',
    `The passkey could not be added: ${reason}. Try again, or use another device.`,
  )

/** Keeps a passkey of the caller's. Throws `invalid` when the browser's answer does not hold. */
export const addPasskey = async (
  db: WorkspaceDb,
  caller: Caller,
  input: { name: string; response: Record<string, unknown> },
) => {
  const { id } = demandPerson(caller)
  const { credential, transports } = await verify(db, id, input.response)
  if ((await passkeyRowsOf(db, id)).length >= MOST) {
    throw conflict('access.too-many-passkeys', `You have ${MOST} passkeys already. Remove one first.`)
  }
  return db.tx(async (tx) => {
    const row = await insertPasskey(tx, {
      id: newId(),
      agentId: id,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      name: input.name,
    })
    if (!row) throw conflict('access.passkey-exists', 'This passkey was added already.')
    await recordAudit(tx, caller, {
      action: 'access.add-passkey',
      subject: { kind: 'agent', id },
      details: { name: input.name },
    })
    return toPasskey(row)
  })
}

const verify = async (db: WorkspaceDb, agentId: string, response: Record<string, unknown>) => {
  const party = relyingParty(db.kernel)
  const answer = registration.safeParse(response)
  if (!answer.success) throw refused('the browser’s answer is incomplete')
  const { clientDataJSON, transports } = answer.data.response
  const challenge = await takeChallenge(db, clientDataJSON, 'passkey-add', agentId)
  const result = await verifyRegistrationResponse({
    response: answer.data as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    db.kernel.log.info({ error: errorText(error) }, 'a passkey was refused')
    return { verified: false as const }
  })
  if (!result.verified) throw refused('its answer does not fit this address')
  return { credential: result.registrationInfo.credential, transports: transports ?? [] }
}
