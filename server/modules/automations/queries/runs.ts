import { idAt } from '../../../kernel/ids.ts'
import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { WhyGroup } from '../../../kernel/conditions/index.ts'
import type { RuleRun, RunStep } from '../contract.ts'

/** What became of an action, as it is kept. */
export type StepRow = Omit<RunStep, 'title'>

/** What became of a rule, as it is kept. */
export interface RunRow {
  id: string
  ruleId: string
  ruleName: string
  version: number
  conversationId: string
  eventId: string
  trigger: string
  because: string[]
  state: RuleRun['state']
  reason: RuleRun['reason']
  why: WhyGroup | null
  steps: StepRow[]
  outward: number
  at: Date
}

/** Keeps what became of rules. */
export const insertRuns = async (tx: Tx, rows: readonly RunRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into rule_runs (workspace_id, id, rule_id, rule_name, version, conversation_id, event_id, trigger, because, state, reason,
      why, steps, outward, at)
    select ${tx.workspaceId}, r.id, r."ruleId", r."ruleName", r.version, r."conversationId", r."eventId", r.trigger, r.because, r.state,
      r.reason, r.why, r.steps, r.outward, r.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "ruleId" uuid, "ruleName" text, version integer,
      "conversationId" uuid, "eventId" uuid, trigger text, because uuid[], state text, reason text, why jsonb, steps jsonb,
      outward integer, at timestamptz)`)
}

/** What a rule did in a conversation since a moment: whether it changed, or tried to, and how much went outside. */
export interface RecentRun {
  conversationId: string
  ruleId: string
  acted: boolean
  outward: number
}

/** What rules did in conversations since a moment. */
export const runsSince = (db: Db, conversationIds: readonly string[], since: Date): Promise<RecentRun[]> =>
  db.many(sql`
    select r.conversation_id as "conversationId", r.rule_id as "ruleId", r.outward,
      r.steps @> '[{"state": "done"}]' or r.steps @> '[{"state": "failed"}]' as acted
    from rule_runs r
    where r.workspace_id = ${db.workspaceId} and r.conversation_id = any(${conversationIds}::uuid[]) and r.at > ${since}`)

/** How much went outside since a moment, of all conversations. */
export const outwardSince = async (tx: Tx, since: Date): Promise<number> =>
  (
    await tx.one<{ sum: number }>(sql`
      select coalesce(sum(r.outward), 0)::integer as sum from rule_runs r
      where r.workspace_id = ${tx.workspaceId} and r.at > ${since} and r.outward > 0`)
  ).sum

/** True where a rule has answered to something already. */
export const hasRun = async (
  tx: Tx,
  key: Pick<RunRow, 'ruleId' | 'eventId' | 'conversationId'>,
): Promise<boolean> =>
  (
    await tx.one<{ has: boolean }>(sql`
      select exists (select from rule_runs r
        where r.workspace_id = ${tx.workspaceId} and r.rule_id = ${key.ruleId} and r.event_id = ${key.eventId}
          and r.conversation_id = ${key.conversationId}) as has`)
  ).has

/**
 * How often rules, or one of them, were carried out since a moment, how often with trouble, and when last. Ids are made when a
 * rule runs: by them the index leads to what is new, of all that was kept.
 */
export const countRuns = (
  db: Db,
  since: Date,
  ruleId: string | null = null,
): Promise<{ ruleId: string; runs: number; troubled: number; lastRunAt: Date | null }[]> =>
  db.many(sql`
    select r.id as "ruleId", n.runs, n.troubled, l.at as "lastRunAt" from rules r
    cross join lateral (
      select count(*)::integer as runs, (count(*) filter (where u.state in ('failed', 'stopped')))::integer as troubled
      from rule_runs u where u.workspace_id = ${db.workspaceId} and u.rule_id = r.id and u.id > ${idAt(since)}) n
    left join lateral (
      select u.at from rule_runs u
      where u.workspace_id = ${db.workspaceId} and u.rule_id = r.id order by u.id desc limit 1) l on true
    where r.workspace_id = ${db.workspaceId} and (${ruleId}::uuid is null or r.id = ${ruleId}::uuid)`)

/** A run with what is shown of its conversation. */
export interface ListedRun extends RunRow {
  exists: boolean
  number: number
  subject: string
  customer: string
  causes: { id: string; name: string | null }[]
}

/** Runs of a rule, or in a conversation, below `before`, newest first, of inboxes in sight. */
export const listedRuns = (
  db: Db,
  filter: { ruleId?: string; conversationId?: string; before: string | null; limit: number; sight: Sight },
): Promise<ListedRun[]> =>
  db.many(sql`
    select u.id, u.rule_id as "ruleId", coalesce(r.name, u.rule_name) as "ruleName", r.id is not null as exists, u.version,
      u.conversation_id as "conversationId", u.event_id as "eventId", u.trigger, u.because, u.state, u.reason, u.why, u.steps,
      u.outward, u.at, c.number, c.subject, k.name as customer,
      array(select jsonb_build_object('id', b.id, 'name', o.name)
        from unnest(u.because) with ordinality as b (id, place)
        left join rules o on o.workspace_id = ${db.workspaceId} and o.id = b.id order by b.place) as causes
    from rule_runs u
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = u.conversation_id
    join customers k on k.workspace_id = ${db.workspaceId} and k.id = c.customer_id
    left join rules r on r.workspace_id = ${db.workspaceId} and r.id = u.rule_id
    where u.workspace_id = ${db.workspaceId} and ${
      filter.ruleId === undefined
        ? sql`u.conversation_id = ${filter.conversationId ?? null}`
        : sql`u.rule_id = ${filter.ruleId}`
    }
      and (${filter.before}::uuid is null or u.id < ${filter.before}::uuid)
      and ${inSight(sql`c.inbox_id`, filter.sight)}
    order by u.id desc limit ${filter.limit}`)

/** Takes what was seen and done out of the runs of conversations: what is left says that there was one. */
export const blankRuns = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update rule_runs u set why = null,
      steps = (select coalesce(jsonb_agg(s || '{"from": null, "to": null, "message": null}'), '[]') from jsonb_array_elements(u.steps) as s)
    where u.workspace_id = ${tx.workspaceId} and u.conversation_id = any(${conversationIds}::uuid[])`)

/** Where messages stand, and wherever they may have stood: whatever was merged with that or split off from it. */
export const placesOf = async (tx: Tx, messageIds: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      with recursive places as (
        select unnest(array[m.conversation_id, m.home_id]) as id from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
        union
        select other.id from places p cross join lateral (
          select l.into_id as id from conversation_links l
          where l.workspace_id = ${tx.workspaceId} and l.from_id = p.id
          union all
          select l.from_id from conversation_links l
          where l.workspace_id = ${tx.workspaceId} and l.into_id = p.id) other
      )
      select id from places where id is not null`)
  ).map(({ id }) => id)

/** How many runs are from before a moment, and from when the oldest is. */
export const runsBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(r.at) as oldest from rule_runs r
    where r.workspace_id = ${db.workspaceId} and r.id < ${idAt(before)}`)

/** Removes runs that are older than a moment, a piece at a time; gives from when they were. */
export const deleteRuns = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from rule_runs d where d.workspace_id = ${tx.workspaceId} and d.id in (
      select o.id from rule_runs o
      where o.workspace_id = ${tx.workspaceId} and o.id < ${idAt(before)}
      order by o.id limit ${limit})
    returning d.at as at`)
