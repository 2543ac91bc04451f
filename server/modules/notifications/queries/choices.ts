import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** What a person chose, by kind of happening. */
export const choiceRows = (db: Db, agentId: string): Promise<{ happening: string; ways: string[] }[]> =>
  db.many(sql`
    select c.happening, c.ways from notification_choices c
    where c.workspace_id = ${db.workspaceId} and c.agent_id = ${agentId}`)

/** Keeps what a person chose. */
export const putChoices = (
  tx: Tx,
  agentId: string,
  chosen: readonly { happening: string; ways: readonly string[] }[],
): Promise<number> =>
  tx.run(sql`
    insert into notification_choices (workspace_id, agent_id, happening, ways)
    select ${tx.workspaceId}, ${agentId}, h.happening, string_to_array(h.ways, ',')
    from unnest(${chosen.map(({ happening }) => happening)}::text[],
      ${chosen.map(({ ways }) => ways.join(','))}::text[]) as h (happening, ways)
    on conflict (workspace_id, agent_id, happening) do update set ways = excluded.ways`)
