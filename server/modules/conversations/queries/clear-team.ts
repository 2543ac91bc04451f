import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { NOBODY } from '../../../kernel/ids.ts'

/** Takes a team off all its conversations, and moves their counts to "no team". */
export const clearTeam = async (tx: Tx, teamId: string): Promise<void> => {
  await tx.run(sql`
    update conversations set team_id = null, version = version + 1
    where workspace_id = ${tx.workspaceId} and team_id = ${teamId}`)
  await tx.run(sql`
    insert into conversation_counts (workspace_id, inbox_id, team_id, assignee_id, status, count)
    select ${tx.workspaceId}, k.inbox_id, ${NOBODY}, k.assignee_id, k.status, k.count
    from conversation_counts k where k.workspace_id = ${tx.workspaceId} and k.team_id = ${teamId}
    order by k.inbox_id, k.assignee_id, k.status
    on conflict (workspace_id, inbox_id, team_id, assignee_id, status)
    do update set count = conversation_counts.count + excluded.count`)
  await tx.run(
    sql`delete from conversation_counts where workspace_id = ${tx.workspaceId} and team_id = ${teamId}`,
  )
}
