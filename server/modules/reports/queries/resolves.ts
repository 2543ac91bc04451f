import { sql, type Sql } from '../../../kernel/db/index.ts'
import type { Period } from '../metric.ts'

/**
 * Resolves of a period (`f`) that were the last of their conversation and still hold: a conversation counts once, and
 * one that was opened again not until it is resolved again. What a machine opened is left out.
 */
export const lastResolves = ({ workspaceId, from, to }: Period): Sql => sql`
  from facts f
  where f.workspace_id = ${workspaceId} and f.kind = 'resolved' and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine'
    and not exists (
      select from facts l
      where l.workspace_id = ${workspaceId} and l.conversation_id = f.conversation_id and l.kind in ('resolved', 'reopened')
        and l.at >= ${from} and (l.at, l.id) > (f.at, f.id))`

/** Columns of a fact (`f`) as rows behind a figure have them, all but the value. */
export const factColumns = sql`f.id, f.conversation_id, f.at, f.inbox_id, f.team_id, f.agent_id, f.origin`

/** The measured seconds of a fact (`f`). */
export const seconds = ({ basis }: Period): Sql =>
  basis === 'business' ? sql`f.business_value` : sql`f.value`
