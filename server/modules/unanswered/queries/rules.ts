import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Rule } from '../contract.ts'

/** All rules: that for everywhere first. */
export const ruleRows = (db: Db): Promise<Rule[]> =>
  db.many(sql`
    select r.inbox_id as "inboxId", r.team_id as "teamId", r.seconds, r.business_time as "businessTime", r.tells
    from unanswered_rules r where r.workspace_id = ${db.workspaceId} order by r.position`)

/** Replaces all rules. */
export const putRules = async (tx: Tx, rules: readonly Rule[]): Promise<void> => {
  await tx.run(sql`delete from unanswered_rules where workspace_id = ${tx.workspaceId}`)
  await tx.run(sql`
    insert into unanswered_rules (workspace_id, position, inbox_id, team_id, seconds, business_time, tells)
    select ${tx.workspaceId}, r.position, r."inboxId", r."teamId", r.seconds, r."businessTime", r.tells
    from jsonb_to_recordset(${JSON.stringify(rules.map((rule, position) => ({ ...rule, position })))}::jsonb)
      as r (position integer, "inboxId" uuid, "teamId" uuid, seconds integer, "businessTime" boolean, tells text[])`)
}

/** Which of these inboxes and teams there are not. */
export const missingPlaces = async (
  db: Db,
  inboxIds: readonly string[],
  teamIds: readonly string[],
): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select w.id from unnest(${inboxIds}::uuid[]) as w (id)
      where not exists (select from inboxes i where i.workspace_id = ${db.workspaceId} and i.id = w.id)
      union all
      select w.id from unnest(${teamIds}::uuid[]) as w (id)
      where not exists (select from teams t where t.workspace_id = ${db.workspaceId} and t.id = w.id)`)
  ).map(({ id }) => id)

/** Inboxes in which customers can be answered, and teams. */
export const places = async (db: Db): Promise<{ inboxIds: string[]; teamIds: string[] }> =>
  db.one(sql`
    select
      (select coalesce(array_agg(i.id order by i.id), '{}') from inboxes i
        where i.workspace_id = ${db.workspaceId} and i.state <> 'archived') as "inboxIds",
      (select coalesce(array_agg(t.id order by t.id), '{}') from teams t
        where t.workspace_id = ${db.workspaceId}) as "teamIds"`)
