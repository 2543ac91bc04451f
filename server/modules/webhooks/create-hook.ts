import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
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

/** What a webhook is made of. */
export interface HookInput {
  url: string
  description: string
  events: string[]
  inboxIds: string[]
}

/**
 * Adds a webhook; gives it with its signing secret, which nobody sees again. Name servers are asked before the
 * transaction, since they may be slow.
 */
export const createHook = async (
  db: WorkspaceDb,
  caller: Caller,
  kinds: readonly HookEvent[],
  input: HookInput,
  write: WorkspaceDb['tx'] = db.tx,
): Promise<{ webhook: Webhook; secret: string }> => {
  demand(caller, 'settings.write')
  const url = await checkUrl(db, input.url)
  return write((tx) => keepHook(tx, caller, kinds, { ...input, url }))
}

const keepHook = async (
  tx: Tx,
  caller: Caller,
  kinds: readonly HookEvent[],
  input: HookInput,
): Promise<{ webhook: Webhook; secret: string }> => {
  if ((await hookRows(tx)).length >= MOST)
    throw conflict('webhooks.too-many', `There are ${MOST} webhooks already. Remove one that is not needed.`)
  const { secret, sealed } = newSecret(tx.kernel.vault)
  const hook = {
    id: newId(),
    url: input.url,
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
