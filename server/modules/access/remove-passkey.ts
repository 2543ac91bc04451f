import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { demandPerson } from './account.ts'
import { deletePasskey } from './queries/passkeys.ts'

/** Removes one of the caller's passkeys. Throws `not-found`. */
export const removePasskey = async (tx: Tx, caller: Caller, passkeyId: string): Promise<void> => {
  const { id } = demandPerson(caller)
  const removed = await deletePasskey(tx, id, passkeyId)
  if (!removed) throw notFound('access.no-passkey', 'You have no such passkey (any more).')
  await recordAudit(tx, caller, {
    action: 'access.remove-passkey',
    subject: { kind: 'agent', id },
    details: { name: removed.name },
  })
}
