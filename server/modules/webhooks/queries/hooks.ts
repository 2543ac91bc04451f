import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import type { Webhook } from '../contract.ts'

/** A webhook as kept. */
export interface HookRow {
  id: string
  url: string
  description: string
  events: string[]
  inboxIds: string[]
  secret: Buffer
  previousSecretUntil: Date | null
  state: Webhook['state']
  reason: Sentence | null
  failures: number
  failingSince: Date | null
  holdUntil: Date | null
  lastSuccessAt: Date | null
  createdAt: Date
}

const columns = sql`
  w.id, w.url, w.description, w.events, w.inbox_ids as "inboxIds", w.secret,
  w.previous_secret_until as "previousSecretUntil", w.state, w.reason, w.failures, w.failing_since as "failingSince",
  w.hold_until as "holdUntil", w.last_success_at as "lastSuccessAt", w.created_at as "createdAt"`

/** All webhooks, oldest first. */
export const hookRows = (db: Db): Promise<HookRow[]> =>
  db.many(sql`select ${columns} from webhooks w where w.workspace_id = ${db.workspaceId} order by w.id`)

/** One webhook. */
export const hookRow = (db: Db, id: string): Promise<HookRow | undefined> =>
  db.maybe(sql`select ${columns} from webhooks w where w.workspace_id = ${db.workspaceId} and w.id = ${id}`)

/** One webhook, held until the end of the transaction. */
export const lockHook = (tx: Tx, id: string): Promise<HookRow | undefined> =>
  tx.maybe(
    sql`select ${columns} from webhooks w where w.workspace_id = ${tx.workspaceId} and w.id = ${id} for update`,
  )

/** What decides who is told what. */
export const activeHooks = (db: Db): Promise<Pick<HookRow, 'id' | 'events' | 'inboxIds'>[]> =>
  db.many(sql`
    select w.id, w.events, w.inbox_ids as "inboxIds" from webhooks w
    where w.workspace_id = ${db.workspaceId} and w.state = 'active' order by w.id`)

/** Adds a webhook. */
export const insertHook = (
  tx: Tx,
  hook: Pick<HookRow, 'id' | 'url' | 'description' | 'events' | 'inboxIds' | 'secret'>,
): Promise<number> =>
  tx.run(sql`
    insert into webhooks (workspace_id, id, url, description, events, inbox_ids, secret, created_at)
    values (${tx.workspaceId}, ${hook.id}, ${hook.url}, ${hook.description}, ${hook.events}::text[],
      ${hook.inboxIds}::uuid[], ${hook.secret}, ${tx.now})`)

/** Writes everything that may change of a webhook. */
export const saveHook = (tx: Tx, hook: HookRow): Promise<number> =>
  tx.run(sql`
    update webhooks set url = ${hook.url}, description = ${hook.description}, events = ${hook.events}::text[],
      inbox_ids = ${hook.inboxIds}::uuid[], secret = ${hook.secret}, previous_secret_until = ${hook.previousSecretUntil},
      state = ${hook.state}, reason = ${hook.reason ? JSON.stringify(hook.reason) : null}::jsonb,
      failures = ${hook.failures}, failing_since = ${hook.failingSince}, hold_until = ${hook.holdUntil},
      last_success_at = ${hook.lastSuccessAt}
    where workspace_id = ${tx.workspaceId} and id = ${hook.id}`)

/** Removes a webhook with its deliveries. */
export const deleteHook = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from webhooks where workspace_id = ${tx.workspaceId} and id = ${id}`)
