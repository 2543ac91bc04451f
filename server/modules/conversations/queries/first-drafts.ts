import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { NOBODY } from '../../../kernel/ids.ts'

/** What an agent writes first to a customer; null: to nobody yet. */
export const firstDraftRow = (
  db: Db,
  agentId: string,
  customerId: string | null,
): Promise<{ body: unknown; updatedAt: Date } | undefined> =>
  db.maybe(sql`
    select body, updated_at as "updatedAt" from first_drafts
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} and customer_id = ${customerId ?? NOBODY}`)

/** Keeps it. */
export const upsertFirstDraft = (
  tx: Tx,
  agentId: string,
  customerId: string | null,
  body: object,
): Promise<number> =>
  tx.run(sql`
    insert into first_drafts (workspace_id, agent_id, customer_id, body, updated_at)
    values (${tx.workspaceId}, ${agentId}, ${customerId ?? NOBODY}, ${JSON.stringify(body)}::jsonb, ${tx.now})
    on conflict (workspace_id, agent_id, customer_id) do update set body = excluded.body, updated_at = excluded.updated_at`)

/** Forgets it. */
export const deleteFirstDraft = (tx: Tx, agentId: string, customerId: string | null): Promise<number> =>
  tx.run(sql`
    delete from first_drafts
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and customer_id = ${customerId ?? NOBODY}`)
