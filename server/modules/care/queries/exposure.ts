import { sql, type Db } from '../../../kernel/db/index.ts'

/** How often somebody had to bear harassment of late. */
export interface ExposureRow {
  agentId: string
  in7: number
  in30: number
  in90: number
  lastAt: Date
}

const DAY_MS = 86_400_000

/** Of each of some people, or of everybody who bore anything within 90 days. Dismissed records count for nobody. */
export const exposureRows = (db: Db, agentIds: readonly string[] | null): Promise<ExposureRow[]> => {
  const now = db.kernel.clock.now().getTime()
  const since = (days: number) => new Date(now - days * DAY_MS)
  return db.many(sql`
    select x.agent_id as "agentId", count(*) filter (where x.at > ${since(7)})::integer as in7,
      count(*) filter (where x.at > ${since(30)})::integer as in30, count(*)::integer as in90, max(x.at) as "lastAt"
    from harassment_exposures x
    join harassments r on r.workspace_id = ${db.workspaceId} and r.id = x.harassment_id
      and r.state <> 'dismissed' and r.removing_at is null
    where x.workspace_id = ${db.workspaceId} and x.at > ${since(90)}
      and (${agentIds}::uuid[] is null or x.agent_id = any(${agentIds}::uuid[]))
    group by x.agent_id order by "in30" desc, "in90" desc, x.agent_id`)
}
