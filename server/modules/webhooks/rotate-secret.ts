import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Webhook } from './contract.ts'
import { holdHook, showHook } from './find-hook.ts'
import { saveHook } from './queries/hooks.ts'
import { rotated } from './secret.ts'

/** Gives a webhook a new secret, shown this once; the old one is signed with for another 24 hours. */
export const rotateSecret = async (
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<{ webhook: Webhook; secret: string }> => {
  demand(caller, 'settings.write')
  const hook = await holdHook(tx, id)
  const { secret, sealed, previousUntil } = rotated(tx.kernel.vault, hook.secret, tx.now)
  await saveHook(tx, { ...hook, secret: sealed, previousSecretUntil: previousUntil })
  await recordAudit(tx, caller, { action: 'webhooks.rotate-secret', subject: { kind: 'webhook', id } })
  return { webhook: await showHook(tx, id), secret }
}
