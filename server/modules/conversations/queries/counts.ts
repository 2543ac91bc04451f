import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { NOBODY } from '../../../kernel/ids.ts'

/** Where a conversation is counted. */
export interface CountKey {
  inboxId: string
  teamId: string | null
  assigneeId: string | null
  status: string
}

/**
 * Adds to the kept counts. Rows are written in the order of their keys, at the very end of the transaction, so that
 * two transactions can't wait for each other.
 */
export const addCounts = (tx: Tx, deltas: readonly (CountKey & { delta: number })[]): Promise<number> =>
  tx.run(sql`
    insert into conversation_counts (workspace_id, inbox_id, team_id, assignee_id, status, count)
    select ${tx.workspaceId}, d.inbox_id, d.team_id, d.assignee_id, d.status, d.delta
    from unnest(
      ${deltas.map((d) => d.inboxId)}::uuid[], ${deltas.map((d) => d.teamId ?? NOBODY)}::uuid[],
      ${deltas.map((d) => d.assigneeId ?? NOBODY)}::uuid[], ${deltas.map((d) => d.status)}::text[],
      ${deltas.map((d) => d.delta)}::integer[]
    ) as d (inbox_id, team_id, assignee_id, status, delta)
    order by d.inbox_id, d.team_id, d.assignee_id, d.status
    on conflict (workspace_id, inbox_id, team_id, assignee_id, status)
    do update set count = conversation_counts.count + excluded.count`)

/** Rebuilds all counts from the conversations; gives the number of rows that were wrong. */
export const recount = async (tx: Tx): Promise<number> => {
  // Writers of these rows wait until we are done; what they then add starts from the right number.
  await tx.many(sql`select 1 from conversation_counts where workspace_id = ${tx.workspaceId} for update`)
  const wrong = await tx.many(sql`
    with fresh as (
      select c.inbox_id, coalesce(c.team_id, ${NOBODY}) as team_id, coalesce(c.assignee_id, ${NOBODY}) as assignee_id,
        c.status, count(*)::integer as count
      from conversations c where c.workspace_id = ${tx.workspaceId} and c.status <> 'merged'
      group by 1, 2, 3, 4
    ), kept as (
      select inbox_id, team_id, assignee_id, status, count from conversation_counts
      where workspace_id = ${tx.workspaceId} and count <> 0
    )
    (select * from fresh except select * from kept) union all (select * from kept except select * from fresh)`)
  if (wrong.length === 0) return 0
  await tx.run(sql`delete from conversation_counts where workspace_id = ${tx.workspaceId}`)
  await tx.run(sql`
    insert into conversation_counts (workspace_id, inbox_id, team_id, assignee_id, status, count)
    select ${tx.workspaceId}, c.inbox_id, coalesce(c.team_id, ${NOBODY}), coalesce(c.assignee_id, ${NOBODY}), c.status, count(*)
    from conversations c where c.workspace_id = ${tx.workspaceId} and c.status <> 'merged'
    group by c.inbox_id, 3, 4, c.status`)
  return wrong.length
}
