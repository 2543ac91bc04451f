import { sql, type Tx } from '../../../kernel/db/index.ts'

/** A use of which it can be told by now what became of it. */
export interface DueUse {
  id: string
  templateId: string
  number: number
  conversationId: string
  agentId: string | null
  at: Date
}

/** Takes uses whose time has come, the oldest first; others that look leave them alone. */
export const takeDueUses = (tx: Tx, limit: number): Promise<DueUse[]> =>
  tx.many(sql`
    select u.id, u.template_id as "templateId", u.number, u.conversation_id as "conversationId", u.agent_id as "agentId", u.at
    from template_uses u
    where u.workspace_id = ${tx.workspaceId} and u.due_at <= ${tx.now} and u.due_at is not null
    order by u.due_at limit ${limit} for update skip locked`)

/** Keeps what became of uses, by their ids; null: they were not sent. Nobody looks at them again. */
export const settleUses = (
  tx: Tx,
  outcomes: readonly { id: string; cameBack: boolean | null }[],
): Promise<number> =>
  tx.run(sql`
    update template_uses u set due_at = null, came_back = o.came_back
    from unnest(${outcomes.map(({ id }) => id)}::uuid[], ${outcomes.map(({ cameBack }) => cameBack)}::boolean[]) as o (id, came_back)
    where u.workspace_id = ${tx.workspaceId} and u.id = o.id`)

/** So many more uses of a version were sent, and after so many of them the customer came back. */
export interface Counted {
  templateId: string
  number: number
  measured: number
  returned: number
}

/** Adds to the counts of versions and of their answers. */
export const addToCounts = async (tx: Tx, counts: readonly Counted[]): Promise<void> => {
  const rows = sql`unnest(${counts.map(({ templateId }) => templateId)}::uuid[], ${counts.map(({ number }) => number)}::integer[],
    ${counts.map(({ measured }) => measured)}::integer[], ${counts.map(({ returned }) => returned)}::integer[]) as r (id, number, measured, returned)`
  await Promise.all([
    tx.run(sql`
      update template_versions v set measured = v.measured + r.measured, returned = v.returned + r.returned
      from ${rows}
      where v.workspace_id = ${tx.workspaceId} and v.template_id = r.id and v.number = r.number`),
    tx.run(sql`
      update templates t set measured = t.measured + s.measured, returned = t.returned + s.returned
      from (select r.id, sum(r.measured)::integer as measured, sum(r.returned)::integer as returned from ${rows} group by r.id) s
      where t.workspace_id = ${tx.workspaceId} and t.id = s.id`),
  ])
}
