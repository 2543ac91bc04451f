import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Kinds of facts that are measured from conversations. Other rooms' facts stand in the same table. */
const KINDS = [
  'opened',
  'first-response',
  'first-contact',
  'resolved',
  'reopened',
  'status',
  'assigned',
  'transferred',
  'unassigned',
  'team-assigned',
  'team-transferred',
  'team-unassigned',
] as const

/** A fact, measured. */
export interface Fact {
  id: string
  kind: (typeof KINDS)[number]
  at: Date
  conversationId: string
  messageId: string | null
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  origin: string
  actor: string | null
  fromState: string | null
  toState: string | null
  value: number | null
  businessValue: number | null
}

/** Appends facts; one that is known stays as it was first measured. */
export const appendFacts = async (tx: Tx, facts: readonly Fact[]): Promise<void> => {
  if (facts.length === 0) return
  await tx.run(sql`
    insert into facts (workspace_id, id, kind, at, conversation_id, message_id, customer_id, inbox_id, team_id, agent_id, origin, actor,
      from_state, to_state, value, business_value)
    select ${tx.workspaceId}, f.id, f.kind, f.at, f."conversationId", f."messageId", f."customerId", f."inboxId", f."teamId",
      f."agentId", f.origin, f.actor, f."fromState", f."toState", f.value, f."businessValue"
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (
      id uuid, kind text, at timestamptz, "conversationId" uuid, "messageId" uuid, "customerId" uuid, "inboxId" uuid,
      "teamId" uuid, "agentId" uuid, origin text, actor text, "fromState" text, "toState" text, value double precision,
      "businessValue" double precision)
    on conflict do nothing`)
}

/** Takes back facts of a kind: what they told turned out not to have happened. */
export const removeFacts = async (
  tx: Tx,
  conversationIds: readonly string[],
  kind: Fact['kind'],
): Promise<void> => {
  if (conversationIds.length === 0) return
  await tx.run(sql`
    delete from facts where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and kind = ${kind}`)
}

/** Forgets everything that was measured from conversations. */
export const forgetFacts = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  if (conversationIds.length === 0) return
  await Promise.all([
    tx.run(sql`
      delete from facts
      where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and kind = any(${KINDS}::text[])`),
    tx.run(
      sql`delete from message_facts where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])`,
    ),
    tx.run(
      sql`delete from standing_resolves where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])`,
    ),
  ])
}

/** Gives what was measured in some conversations to the customers whose they are now. */
export const followCustomers = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update facts f set customer_id = c.customer_id
    from conversations c
    where f.workspace_id = ${tx.workspaceId} and c.workspace_id = ${tx.workspaceId} and c.id = f.conversation_id
      and c.id = any(${conversationIds}::uuid[]) and f.customer_id is distinct from c.customer_id`)
