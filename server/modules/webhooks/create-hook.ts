import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { checkEvents, checkUrl } from './check-hook.ts'
import type { Webhook } from './contract.ts'
import { showHook } from './find-hook.ts'
import type { HookEvent } from './hook-event.ts'
import { hookRows, insertHook } from './queries/hooks.ts'
import { newSecret } from './secret.ts'

const MOST = 50

/** Adds a webhook; gives it with its signing secret, which nobody sees again. */
export const createHook = async (
  tx: Tx,
  caller: Caller,
  kinds: readonly HookEvent[],
  input: { url: string; description: string; events: string[]; inboxIds: string[] },
): Promise<{ webhook: Webhook; secret: string }> => {
  demand(caller, 'settings.write')
  if ((await hookRows(tx)).length >= MOST)
    throw conflict('webhooks.too-many', `There are ${MOST} webhooks already. Remove one that is not needed.`)
  const { secret, sealed } = newSecret(tx.kernel.vault)
  const hook = {
    id: newId(),
    url: await checkUrl(tx, input.url),
    description: input.description.trim(),
    events: checkEvents(kinds, input.events),
    inboxIds: [...new Set(input.inboxIds)],
    secret: sealed,
  }
  await insertHook(tx, hook)
  await recordAudit(tx, caller, {
    action: 'webhooks.create',
    subject: { kind: 'webhook', id: hook.id },
    details: { url: hook.url, events: hook.events, inboxIds: hook.inboxIds },
  })
  return { webhook: await showHook(tx, hook.id), secret }
}
