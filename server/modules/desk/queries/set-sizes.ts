import { sql, type Db } from '../../../kernel/db/index.ts'
import type { IdSet, ListConditions } from '../list-plan.ts'
import { eachInbox, eachStatus, setIds } from './pieces.ts'

/** Up to here sorting a set beats walking an ordered list past everything that does not match. */
const SMALL = 5000

/** True if a set is small enough to be sorted. */
export const isSmallSet = async (db: Db, set: IdSet): Promise<boolean> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*) as n from (select 1 from (${setIds(db, set)}) g limit ${SMALL + 1}) r`)
  ).n <= SMALL

/** Statuses in which customers wait in more conversations than are worth sorting. */
export const crowdedStatuses = async <Status extends string>(
  db: Db,
  conditions: ListConditions,
  statuses: readonly Status[],
): Promise<Status[]> =>
  (
    await db.many<{ status: Status }>(sql`
      select s.status from ${eachStatus(statuses)}
      cross join lateral (
        select count(*) as n from (
          select 1 from ${eachInbox(db, conditions.inboxIds)}
          cross join lateral (
            select 1 from conversations c
            where c.workspace_id = ${db.workspaceId} and c.inbox_id = i.id and c.status = s.status
              and c.waiting_since is not null
            limit ${SMALL + 1}) w
          limit ${SMALL + 1}) r) k
      where k.n > ${SMALL}`)
  ).map((row) => row.status)
