import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** The oldest moment of which something is still to be measured; undefined when everything is. */
export const measuredUntil = async (db: Db): Promise<Date | undefined> =>
  (
    await db.maybe<{ at: Date }>(
      sql`select at from events where workspace_id = ${db.workspaceId} order by id limit 1`,
    )
  )?.at
