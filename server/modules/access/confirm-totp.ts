import type { Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { demandPerson } from './account.ts'
import { confirmTotpRow, credentialsRow } from './queries/credentials.ts'
import { forgive, subjects, takeTry } from './throttle.ts'
import { newRecoveryCodes, plainCode, recoveryHash, totpStep } from './totp.ts'

const nothingBegun = () =>
  conflict('access.totp-not-begun', 'There is no second factor to confirm. Begin with a new secret.')

/** Switches the second factor on with a first code; gives ten recovery codes, this once. */
export const confirmTotp = async (
  db: WorkspaceDb,
  caller: Caller,
  input: { code: string },
): Promise<{ recoveryCodes: string[] }> => {
  const { id } = demandPerson(caller)
  const credentials = await credentialsRow(db, id)
  const sealed = credentials?.totpConfirmedAt ? undefined : credentials?.totpSecret
  if (!sealed) throw nothingBegun()
  await takeTry(db, subjects.code(id))
  const step = await totpStep(db.kernel.vault.open(sealed), plainCode(input.code), db.kernel.clock.now())
  if (step === undefined) {
    const message = 'This code is wrong. Check that the clock of your phone is right, and take the next code.'
    throw invalid('access.wrong-code', message, { fields: [{ path: 'body.code', message }] })
  }
  const recoveryCodes = newRecoveryCodes()
  const recoveryHashes = recoveryCodes.map((code) => recoveryHash(db.kernel, id, code))
  await db.tx(async (tx) => {
    if (!(await confirmTotpRow(tx, { agentId: id, sealed, step, recoveryHashes }))) throw nothingBegun()
    await forgive(tx, subjects.code(id))
    await recordAudit(tx, caller, { action: 'access.second-factor-on', subject: { kind: 'agent', id } })
  })
  return { recoveryCodes }
}
