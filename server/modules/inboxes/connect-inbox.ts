import { hostOf } from '../../channels/registry.ts'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound, unavailable } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { inboxAccount } from './find-account.ts'
import { findChannel } from './find-channel.ts'

/**
 * The page of a provider on which a person lets us into the account; null when its settings need none. The person
 * comes back to the channel's own address.
 */
export const connectInbox = async (
  tx: Tx,
  caller: Caller,
  inboxId: string,
): Promise<{ url: string | null }> => {
  demand(caller, 'settings.write')
  const account = await inboxAccount(tx, inboxId)
  if (!account) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  const host = hostOf(tx.kernel)
  if (!host) throw unavailable('inboxes.no-host', 'The product is still starting. Try again in a moment.')
  const url = (await findChannel(account.channel)).connect?.(account, host)
  if (url === undefined) return { url: null }
  await recordAudit(tx, caller, { action: 'inboxes.connect', subject: { kind: 'inbox', id: inboxId } })
  return { url }
}
