import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { holdHook } from './find-hook.ts'
import { deleteHook as removeRow } from './queries/hooks.ts'

/** Removes a webhook with its deliveries. */
export const deleteHook = async (tx: Tx, caller: Caller, id: string): Promise<null> => {
  demand(caller, 'settings.write')
  const { url } = await holdHook(tx, id)
  await removeRow(tx, id)
  await recordAudit(tx, caller, {
    action: 'webhooks.delete',
    subject: { kind: 'webhook', id },
    details: { url },
  })
  return null
}
