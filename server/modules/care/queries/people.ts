import { sql, type Db } from '../../../kernel/db/index.ts'
import { holds } from '../../agents/index.ts'

/** Of the house's own roles those that handle harassment, and that block. */
export const LEADING = ['owner', 'lead'] as const

/** True where somebody else may decide on a limit, too. */
export const decidersBeside = async (db: Db, agentId: string, block: boolean): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(sql`
      select exists (select from agents a
        where a.workspace_id = ${db.workspaceId} and a.active and not a.bot and a.id <> ${agentId}
          and ${holds(db, sql`a`, block ? 'harassment.block' : 'harassment.handle', LEADING)}) as found`)
  ).found
