import { sql, type Sql } from '../../../kernel/db/index.ts'
import type { Period } from '../metric.ts'

/**
 * Promises on which was decided in a period: kept (1) when they ended in time, broken (0) when their time was over, whenever
 * they ended. Each counts once. Two readings, since each has an index.
 */
export const decidedPromises = ({ workspaceId, from, to }: Period, promises: readonly string[]): Sql => {
  const rows = (at: Sql, kept: Sql): Sql => sql`
    select k.message_id as id, k.conversation_id, ${at} as at, c.inbox_id, c.team_id, c.assignee_id as agent_id,
      case when c.opened_by = 'customer' then 'customer' else 'us' end as origin, ${kept}::double precision as value
    from sla_clocks k
    join conversations c on c.workspace_id = ${workspaceId} and c.id = k.conversation_id
    where k.workspace_id = ${workspaceId} and k.promise = any(${promises}::text[])`
  return sql`
    ${rows(sql`k.breached_at`, sql`0`)} and k.breached_at >= ${from} and k.breached_at < ${to}
    union all
    ${rows(sql`k.ended_at`, sql`1`)} and k.breached_at is null and k.ended_at >= ${from} and k.ended_at < ${to}`
}
