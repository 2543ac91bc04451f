import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** Something to which rules are still to answer. */
export interface HappeningRow {
  id: string
  /** Of the announcement; of a rule whose time has come made from what was due. */
  eventId: string
  conversationId: string
  triggers: string[]
  atId: string | null
  ruleId: string | null
  moment: Date | null
  because: string[]
  at: Date
}

/** Keeps what rules are to answer to; what is kept already stays. What is of a conversation that is gone is left out. */
export const insertHappenings = async (tx: Tx, rows: readonly HappeningRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into rule_happenings (workspace_id, id, event_id, conversation_id, triggers, at_id, rule_id, moment, because, at)
    select ${tx.workspaceId}, h.id, h."eventId", h."conversationId", h.triggers, h."atId", h."ruleId", h.moment, h.because, h.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h (id uuid, "eventId" uuid, "conversationId" uuid, triggers text[],
      "atId" uuid, "ruleId" uuid, moment timestamptz, because uuid[], at timestamptz)
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = h."conversationId"
    on conflict (workspace_id, event_id, conversation_id) do nothing`)
}

const columns = sql`h.id, h.event_id as "eventId", h.conversation_id as "conversationId", h.triggers, h.at_id as "atId",
  h.rule_id as "ruleId", h.moment, h.because, h.at`

/** The oldest that wait. */
export const waitingHappenings = (db: Db, limit: number): Promise<HappeningRow[]> =>
  db.many(
    sql`select ${columns} from rule_happenings h where h.workspace_id = ${db.workspaceId} order by h.id limit ${limit}`,
  )

/** True where something waits. */
export const isAnyWaiting = async (db: Db): Promise<boolean> =>
  (
    await db.one<{ any: boolean }>(
      sql`select exists (select from rule_happenings h where h.workspace_id = ${db.workspaceId}) as any`,
    )
  ).any

/** Takes happenings, in their order: who takes one answers to it, and nobody else does. */
export const takeHappenings = async (tx: Tx, ids: readonly string[]): Promise<HappeningRow[]> => {
  const rows = await tx.many<HappeningRow>(sql`
    delete from rule_happenings h where h.workspace_id = ${tx.workspaceId} and h.id = any(${ids}::uuid[])
    returning ${columns}`)
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Lets go of happenings to which no rule answers. */
export const dropHappenings = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`delete from rule_happenings where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)
