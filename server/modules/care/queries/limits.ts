import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { ContactHours, ContactLimit } from '../contract-limits.ts'

/** A limit as it is kept. */
export interface LimitRow {
  id: string
  harassmentId: string
  customerId: string
  block: boolean
  channels: string[] | null
  most: number | null
  periodDays: number | null
  hours: ContactHours | null
  reason: string
  reviewOn: string
  templateId: string | null
  toldAt: Date | null
  toldProblem: ContactLimit['toldProblem']
  token: string
  setBy: string
  setAt: Date
  liftedBy: string | null
  liftedAt: Date | null
  held: number
}

const columns = (db: Db): Sql => sql`
  l.id, l.harassment_id as "harassmentId", l.customer_id as "customerId", l.is_block as block, l.channels, l.most,
    l.period_days as "periodDays", l.hours, l.reason, to_char(l.review_on, 'YYYY-MM-DD') as "reviewOn",
    l.template_id as "templateId", l.told_at as "toldAt", l.told_problem as "toldProblem", l.token, l.set_by as "setBy",
    l.set_at as "setAt", l.lifted_by as "liftedBy", l.lifted_at as "liftedAt",
    (select count(*)::integer from limited_contacts k
      join arrivals a on a.workspace_id = ${db.workspaceId} and a.id = k.arrival_id and a.state = 'ignored'
      where k.workspace_id = ${db.workspaceId} and k.limit_id = l.id and k.held_for is not null) as held`

/** Limits of records, the newest first. */
export const limitsOf = (db: Db, harassmentIds: readonly string[]): Promise<LimitRow[]> =>
  db.many(sql`
    select ${columns(db)} from contact_limits l
    where l.workspace_id = ${db.workspaceId} and l.harassment_id = any(${harassmentIds}::uuid[])
    order by l.set_at desc, l.id desc`)

/** One limit, held until the end of the transaction. */
export const holdLimit = (tx: Tx, id: string): Promise<LimitRow | undefined> =>
  tx.maybe(sql`
    select ${columns(tx)} from contact_limits l where l.workspace_id = ${tx.workspaceId} and l.id = ${id} for update of l`)

/** One limit. */
export const limitById = (db: Db, id: string): Promise<LimitRow | undefined> =>
  db.maybe(sql`
    select ${columns(db)} from contact_limits l where l.workspace_id = ${db.workspaceId} and l.id = ${id}`)

/** The limit that a link names. */
export const limitByToken = (db: Db, token: string): Promise<LimitRow | undefined> =>
  db.maybe(sql`
    select ${columns(db)} from contact_limits l where l.workspace_id = ${db.workspaceId} and l.token = ${token}`)

/** The same, held. */
export const holdLimitByToken = (tx: Tx, token: string): Promise<LimitRow | undefined> =>
  tx.maybe(sql`
    select ${columns(tx)} from contact_limits l
    where l.workspace_id = ${tx.workspaceId} and l.token = ${token} for update of l`)

/** Whose customer a limit is now (`k`: who was limited): whoever they were merged into. */
export const survivor = sql`case when k.merged_into is null then k.id else k.merged_into end`

/** Who a customer is now: whoever they were merged into; undefined where they were erased. */
export const standingCustomer = async (db: Db, id: string): Promise<string | undefined> =>
  (
    await db.maybe<{ id: string }>(sql`
      select s.id from customers k
      join customers s on s.workspace_id = ${db.workspaceId} and s.id = ${survivor}
      where k.workspace_id = ${db.workspaceId} and k.id = ${id} and s.erased_at is null`)
  )?.id

/** The newest limit that stands for each of some customers. */
export const standingLimits = (
  db: Db,
  customerIds: readonly string[],
): Promise<(LimitRow & { ofCustomer: string })[]> =>
  db.many(sql`
    select distinct on (k.id) ${columns(db)}, ${survivor} as "ofCustomer"
    from contact_limits l
    join customers k on k.workspace_id = ${db.workspaceId} and k.id = l.customer_id
    where l.workspace_id = ${db.workspaceId} and l.lifted_at is null and ${survivor} = any(${customerIds}::uuid[])
    order by k.id, l.set_at desc, l.id desc`)

/** Adds a limit. */
export const insertLimit = (
  tx: Tx,
  row: Omit<LimitRow, 'toldAt' | 'toldProblem' | 'setAt' | 'liftedBy' | 'liftedAt' | 'held'>,
): Promise<number> =>
  tx.run(sql`
    insert into contact_limits (workspace_id, id, harassment_id, customer_id, is_block, channels, most, period_days, hours, reason,
      review_on, template_id, token, set_by, set_at)
    values (${tx.workspaceId}, ${row.id}, ${row.harassmentId}, ${row.customerId}, ${row.block}, ${row.channels}::text[], ${row.most},
      ${row.periodDays}, ${row.hours && JSON.stringify(row.hours)}::jsonb, ${row.reason}, ${row.reviewOn}::date, ${row.templateId},
      ${row.token}, ${row.setBy}, ${tx.now})`)

/** Lifts limits of a customer that stand; gives their ids. */
export const liftLimits = async (tx: Tx, ids: readonly string[], by: string | null): Promise<void> => {
  await tx.run(sql`
    update contact_limits set lifted_at = ${tx.now}, lifted_by = ${by}
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and lifted_at is null`)
}

/** Settles when somebody looks at a limit again. */
export const setReview = (tx: Tx, id: string, reviewOn: string): Promise<number> =>
  tx.run(sql`
    update contact_limits set review_on = ${reviewOn}::date where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Notes that whoever is limited was told, or why not. */
export const noteTold = (
  tx: Tx,
  id: string,
  { at, problem }: { at: Date | null; problem: ContactLimit['toldProblem'] },
): Promise<number> =>
  tx.run(sql`
    update contact_limits set told_at = ${at}, told_problem = ${problem}
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** The newest message of a customer's, rather in one inbox: in its thread they are answered. */
export const newestOf = (
  db: Db,
  customerId: string,
  inboxId: string | null,
): Promise<
  { messageId: string; conversationId: string; inboxId: string; recipients: Recipient[] } | undefined
> =>
  db.maybe(sql`
    select m.id as "messageId", m.conversation_id as "conversationId", m.inbox_id as "inboxId", m.recipients
    from conversations c
    join messages m on m.workspace_id = ${db.workspaceId} and m.kind = 'inbound' and not m.context ? 'erased'
      and (m.conversation_id = c.id and m.home_id is null or m.home_id = c.id)
    where c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId} and c.anonymised_at is null
    order by (m.inbox_id = ${inboxId}::uuid) desc nulls last, m.id desc limit 1`)

interface Recipient {
  role: 'from' | 'to' | 'cc' | 'bcc'
  kind: string
  value: string
  name: string | null
}

/** Remembers by their hashes the addresses of people who are erased while their limits stand. */
export const keepErased = async (
  tx: Tx,
  customerIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<void> => {
  await tx.run(sql`
    update contact_limits l set erased_keys = l.erased_keys || ${hashes}::bytea[]
    where l.workspace_id = ${tx.workspaceId} and l.lifted_at is null and l.customer_id = any(${customerIds}::uuid[])`)
}

/** Of some customers, whether a limit stands for them. */
export const limitedAmong = async (
  db: Db,
  customerIds: readonly string[],
): Promise<{ id: string; limited: boolean }[]> => {
  const limited = new Set((await standingLimits(db, customerIds)).map(({ ofCustomer }) => ofCustomer))
  return customerIds.map((id) => ({ id, limited: limited.has(id) }))
}
