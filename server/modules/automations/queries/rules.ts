import type { Step } from '../../../kernel/contract-actions.ts'
import type { Expression } from '../../../kernel/contract-conditions.ts'
import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Limits, RuleWhen } from '../contract.ts'

/** A rule as it is kept. */
export interface RuleRow {
  id: string
  name: string
  enabled: boolean
  when: RuleWhen
  applies: Expression | null
  steps: Step[]
  stops: boolean
  version: number
  confirmed: string[]
  since: Date
  lookedAt: Date
  lookedId: string
  updatedAt: Date
}

const columns = sql`r.id, r.name, r.enabled, r.answers_to as "when", r.applies, r.steps, r.stops, r.version, r.confirmed,
  r.since, r.looked_at as "lookedAt", r.looked_id as "lookedId", r.updated_at as "updatedAt"`

/** All rules in the order in which they are asked. */
export const ruleRows = (db: Db): Promise<RuleRow[]> =>
  db.many(
    sql`select ${columns} from rules r where r.workspace_id = ${db.workspaceId} order by r.position, r.id`,
  )

/** All rules in their order, held until the end of the transaction; taken by their ids, so that no two wait for each other. */
export const lockRules = async (tx: Tx): Promise<RuleRow[]> => {
  await tx.run(sql`select from rules r where r.workspace_id = ${tx.workspaceId} order by r.id for update`)
  return ruleRows(tx)
}

/** One rule. */
export const ruleRow = (db: Db, id: string): Promise<RuleRow | undefined> =>
  db.maybe(sql`select ${columns} from rules r where r.workspace_id = ${db.workspaceId} and r.id = ${id}`)

/** One rule, held until the end of the transaction. */
export const lockRule = (tx: Tx, id: string): Promise<RuleRow | undefined> =>
  tx.maybe(
    sql`select ${columns} from rules r where r.workspace_id = ${tx.workspaceId} and r.id = ${id} for update`,
  )

const values = (tx: Tx, row: RuleRow): Sql => sql`
  ${row.name}, ${row.enabled}, ${JSON.stringify(row.when)}::jsonb, ${row.applies && JSON.stringify(row.applies)}::jsonb,
  ${JSON.stringify(row.steps)}::jsonb, ${row.stops}, ${row.version}, ${row.confirmed}::text[], ${row.since}, ${row.lookedAt}, ${row.lookedId},
  ${tx.now}`

/** Keeps a rule; a new one stands behind all others. */
export const putRule = (tx: Tx, row: RuleRow): Promise<number> =>
  tx.run(sql`
    insert into rules (workspace_id, id, position, created_at, name, enabled, answers_to, applies, steps, stops, version, confirmed,
      since, looked_at, looked_id, updated_at)
    select ${tx.workspaceId}, ${row.id},
      (select coalesce(max(o.position), 0) + 1 from rules o where o.workspace_id = ${tx.workspaceId}), ${tx.now}, ${values(tx, row)}
    on conflict (workspace_id, id) do update set name = excluded.name, enabled = excluded.enabled,
      answers_to = excluded.answers_to, applies = excluded.applies, steps = excluded.steps, stops = excluded.stops,
      version = excluded.version, confirmed = excluded.confirmed, since = excluded.since, looked_at = excluded.looked_at, looked_id = excluded.looked_id,
      updated_at = excluded.updated_at`)

/** Removes a rule; gives its name, undefined where there is none. */
export const removeRule = async (tx: Tx, id: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ name: string }>(
      sql`delete from rules where workspace_id = ${tx.workspaceId} and id = ${id} returning name`,
    )
  )?.name

/** Puts rules in an order. */
export const putOrder = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update rules r set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o (id, position)
    where r.workspace_id = ${tx.workspaceId} and r.id = o.id`)

/** Keeps up to where a rule was looked at what is due. */
export const putLooked = (tx: Tx, row: Pick<RuleRow, 'id' | 'lookedAt' | 'lookedId'>): Promise<number> =>
  tx.run(sql`
    update rules set looked_at = ${row.lookedAt}, looked_id = ${row.lookedId}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** How much may go outside, unless somebody settled it otherwise. */
const DEFAULTS: Limits = { perConversation: 5, perHour: 1000 }

/** Which state of the rules this is, and how much may go outside; undefined where there never was a rule. */
export const settingsRow = (db: Db): Promise<({ stamp: string } & Limits) | undefined> =>
  db.maybe(sql`
    select s.stamp::text as stamp, s.per_conversation as "perConversation", s.per_hour as "perHour"
    from rule_settings s where s.workspace_id = ${db.workspaceId}`)

/** How much may go outside. */
export const limitsOf = async (db: Db): Promise<Limits> => {
  const { perConversation, perHour } = (await settingsRow(db)) ?? DEFAULTS
  return { perConversation, perHour }
}

/** Says that the rules are others, and how much may go outside where that is settled now. */
export const stampRules = (tx: Tx, limits?: Limits): Promise<number> =>
  tx.run(sql`
    insert into rule_settings (workspace_id, stamp, per_conversation, per_hour)
    values (${tx.workspaceId}, 1, ${(limits ?? DEFAULTS).perConversation}, ${(limits ?? DEFAULTS).perHour})
    on conflict (workspace_id) do update set stamp = rule_settings.stamp + 1,
      per_conversation = case when ${limits !== undefined} then excluded.per_conversation else rule_settings.per_conversation end,
      per_hour = case when ${limits !== undefined} then excluded.per_hour else rule_settings.per_hour end`)
