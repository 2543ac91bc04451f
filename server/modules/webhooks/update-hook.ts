import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { checkEvents, checkUrl } from './check-hook.ts'
import type { Webhook } from './contract.ts'
import { holdHook, showHook } from './find-hook.ts'
import type { HookEvent } from './hook-event.ts'
import { scheduleDelivery } from './jobs.ts'
import { saveHook } from './queries/hooks.ts'

/** What may be changed; what is left out stays. */
export interface HookChange {
  url?: string | undefined
  description?: string | undefined
  events?: string[] | undefined
  inboxIds?: string[] | undefined
  state?: 'active' | 'paused' | undefined
}

/**
 * Changes a webhook. A new address, or being made active again, gives it a fresh start: what waits is tried now. Name
 * servers are asked before the transaction, since they may be slow.
 */
export const updateHook = async (
  db: WorkspaceDb,
  caller: Caller,
  kinds: readonly HookEvent[],
  id: string,
  change: HookChange,
  write: WorkspaceDb['tx'] = db.tx,
): Promise<Webhook> => {
  demand(caller, 'settings.write')
  const url = change.url === undefined ? undefined : await checkUrl(db, change.url)
  return write((tx) => saveChange(tx, caller, kinds, id, { ...change, url }))
}

const saveChange = async (
  tx: Tx,
  caller: Caller,
  kinds: readonly HookEvent[],
  id: string,
  change: HookChange,
): Promise<Webhook> => {
  const hook = await holdHook(tx, id)
  const url = change.url ?? hook.url
  const state = change.state ?? hook.state
  const fresh = url !== hook.url || state !== hook.state
  await saveHook(tx, {
    ...hook,
    url,
    state,
    description: change.description?.trim() ?? hook.description,
    events: change.events ? checkEvents(kinds, change.events) : hook.events,
    inboxIds: change.inboxIds ? [...new Set(change.inboxIds)] : hook.inboxIds,
    reason: state === 'disabled' ? hook.reason : null,
    ...(fresh ? { failures: 0, failingSince: null, holdUntil: null } : {}),
  })
  const after = await showHook(tx, id)
  await recordAudit(tx, caller, {
    action: 'webhooks.update',
    subject: { kind: 'webhook', id },
    details: { url: hook.url, ...changedFields(told(hook), told(after)) },
  })
  if (state === 'active') scheduleDelivery(tx)
  return after
}

/** What the log keeps of a webhook: what people set, and never its secret. */
const told = ({ url, description, events, inboxIds, state }: Told): Told => ({
  url,
  description,
  events,
  inboxIds,
  state,
})

type Told = Pick<Webhook, 'url' | 'description' | 'events' | 'inboxIds' | 'state'>
