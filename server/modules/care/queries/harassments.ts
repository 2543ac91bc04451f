import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import { shownName } from '../../conversations/index.ts'
import type { HarassmentFilter, HarassmentKind, HarassmentState } from '../contract-harassment.ts'
import { homesIn, homesOf, joinShown } from './places.ts'

/** A record as it is kept, with the conversation in which it shows and that one's inbox. */
export interface HarassmentRow {
  id: string
  conversationId: string
  inboxId: string
  customerId: string
  kinds: HarassmentKind[]
  summary: string
  state: HarassmentState
  reportedBy: string
  reportedAt: Date
  exposed: string[]
  decidedBy: string | null
  decidedAt: Date | null
  decision: string
  takenOverBy: string | null
  takenOverAt: Date | null
  reviewOn: string | null
  closedAt: Date | null
  closedBy: string | null
  evidenceCount: number
  evidenceHash: Buffer | null
}

const columns = (db: Db): Sql => sql`
  r.id, c.id as "conversationId", c.inbox_id as "inboxId", r.customer_id as "customerId", r.kinds, r.summary, r.state,
    r.reported_by as "reportedBy", r.reported_at as "reportedAt",
    array(select x.agent_id from harassment_exposures x
      where x.workspace_id = ${db.workspaceId} and x.harassment_id = r.id order by x.agent_id) as exposed,
    r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.decision, r.taken_over_by as "takenOverBy",
    r.taken_over_at as "takenOverAt", to_char(r.review_on, 'YYYY-MM-DD') as "reviewOn", r.closed_at as "closedAt",
    r.closed_by as "closedBy", r.evidence_count as "evidenceCount", r.evidence_hash as "evidenceHash"`

/** Records (`r`) with the conversation where they show (`c`); without those that are on their way out. */
const shown = (db: Db): Sql => sql`harassments r ${joinShown(db, sql`r.conversation_id`)}`

/** Records on a conversation, the newest first. */
export const harassmentsOf = (db: Db, conversationId: string): Promise<HarassmentRow[]> =>
  db.many(sql`
    select ${columns(db)} from ${shown(db)}
    where r.workspace_id = ${db.workspaceId} and r.conversation_id = any(${homesOf(db, conversationId)}) and r.removing_at is null
    order by r.reported_at desc, r.id desc`)

/** One record, held until the end of the transaction. */
export const holdHarassment = (tx: Tx, id: string): Promise<HarassmentRow | undefined> =>
  tx.maybe(sql`
    select ${columns(tx)} from ${shown(tx)}
    where r.workspace_id = ${tx.workspaceId} and r.id = ${id} and r.removing_at is null for update of r`)

/** A record with what is shown of its conversation. */
export interface ListedRow extends HarassmentRow {
  number: number
  subject: string
  customer: string
}

const listed = (db: Db): Sql => sql`
    select ${columns(db)}, c.number, c.subject, ${shownName} as customer from ${shown(db)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id`

/** One record as lists show it. */
export const harassmentRow = (db: Db, id: string): Promise<ListedRow | undefined> =>
  db.maybe(
    sql`${listed(db)} where r.workspace_id = ${db.workspaceId} and r.id = ${id} and r.removing_at is null`,
  )

/** Adds a record. */
export const insertHarassment = async (
  tx: Tx,
  row: Pick<
    HarassmentRow,
    'id' | 'conversationId' | 'customerId' | 'kinds' | 'summary' | 'reportedBy' | 'exposed'
  >,
): Promise<void> => {
  await tx.run(sql`
    insert into harassments (workspace_id, id, conversation_id, customer_id, kinds, summary, state, reported_by, reported_at,
      decision, evidence_count)
    values (${tx.workspaceId}, ${row.id}, ${row.conversationId}, ${row.customerId}, ${row.kinds}, ${row.summary}, 'reported',
      ${row.reportedBy}, ${tx.now}, '', 0)`)
  await putExposed(tx, row.id, row.exposed)
}

/** Says who bore a record; who was named before keeps the moment. */
export const putExposed = async (tx: Tx, id: string, agentIds: readonly string[]): Promise<void> => {
  await tx.run(sql`
    delete from harassment_exposures
    where workspace_id = ${tx.workspaceId} and harassment_id = ${id} and agent_id <> all(${agentIds}::uuid[])`)
  await tx.run(sql`
    insert into harassment_exposures (workspace_id, harassment_id, agent_id, at)
    select ${tx.workspaceId}, ${id}, a.id, r.reported_at
    from unnest(${agentIds}::uuid[]) as a (id)
    join harassments r on r.workspace_id = ${tx.workspaceId} and r.id = ${id}
    on conflict (workspace_id, harassment_id, agent_id) do nothing`)
}

/** Writes what can be changed of a record. */
export const saveHarassment = (tx: Tx, row: HarassmentRow): Promise<number> =>
  tx.run(sql`
    update harassments set kinds = ${row.kinds}, summary = ${row.summary}, state = ${row.state}, decided_by = ${row.decidedBy},
      decided_at = ${row.decidedAt}, decision = ${row.decision}, taken_over_by = ${row.takenOverBy},
      taken_over_at = ${row.takenOverAt}, review_on = ${row.reviewOn}::date, closed_at = ${row.closedAt},
      closed_by = ${row.closedBy}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** What a list of records is narrowed to. */
export type Narrowed = HarassmentFilter & {
  callerId: string | null
  /** Only what the caller reported. */
  own: boolean
  today: string
  before: { at: Date; id: string } | undefined
  limit: number
}

const states = (db: Db, { state, callerId, today }: Narrowed): Sql => {
  const limits = sql`from contact_limits l
        where l.workspace_id = ${db.workspaceId} and l.harassment_id = r.id and l.lifted_at is null`
  switch (state) {
    case 'standing':
      return sql`r.closed_at is null`
    case 'review':
      return sql`r.closed_at is null and (r.state in ('reported', 'appealed') or r.review_on <= ${today}::date
        or exists (select ${limits} and l.review_on <= ${today}::date))`
    case 'mine':
      return sql`r.reported_by = ${callerId}::uuid`
    case 'closed':
      return sql`r.closed_at is not null`
    case 'all':
      return sql`true`
  }
}

/** A page of records in sight, the newest first. */
export const harassmentPage = (db: Db, filter: Narrowed, sight: Sight): Promise<ListedRow[]> => {
  const { kind = null, own, callerId, before, limit } = filter
  return db.many(sql`
    ${listed(db)}
    where r.workspace_id = ${db.workspaceId} and r.removing_at is null and ${states(db, filter)}
      and ${inSight(sql`c.inbox_id`, sight)}
      and (${kind}::text is null or r.kinds @> array[${kind}::text])
      and (not ${own}::boolean or r.reported_by = ${callerId}::uuid)
      and (${before?.at ?? null}::timestamptz is null
        or (r.reported_at, r.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by r.reported_at desc, r.id desc
    limit ${limit}`)
}

/** Something that happened to a record. */
export interface StepRow {
  id: string
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string
  step: string
  words: string
  details: Record<string, unknown>
}

/** Keeps that something happened to a record. */
export const insertStep = (
  tx: Tx,
  harassmentId: string,
  { id, actorKind, actorId, actorName, step, words, details }: Omit<StepRow, 'at'>,
): Promise<number> =>
  tx.run(sql`
    insert into harassment_steps (workspace_id, id, harassment_id, at, actor_kind, actor_id, actor_name, step, words, details)
    values (${tx.workspaceId}, ${id}, ${harassmentId}, ${tx.now}, ${actorKind}, ${actorId}, ${actorName}, ${step}, ${words},
      ${JSON.stringify(details)}::jsonb)`)

/** What happened to a record, the newest first. */
export const stepRows = (db: Db, harassmentId: string): Promise<StepRow[]> =>
  db.many(sql`
    select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", step, words, details
    from harassment_steps where workspace_id = ${db.workspaceId} and harassment_id = ${harassmentId}
    order by at desc, id desc`)

/** How many records in sight wait to be decided, appealed or looked at again. */
export const countForReview = async (db: Db, today: string, sight: Sight): Promise<number> => {
  const filter = { state: 'review', today, callerId: null } as Narrowed
  return (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from ${shown(db)}
      where r.workspace_id = ${db.workspaceId} and r.removing_at is null and ${states(db, filter)}
        and ${inSight(sql`c.inbox_id`, sight)}`)
  ).n
}

/** What rules ask of records on conversations. */
export interface KnownRecords {
  id: string
  standing: number
}

/** How many records on conversations are not closed. */
export const knownRecords = (db: Db, ids: readonly string[]): Promise<KnownRecords[]> =>
  db.many(sql`
    select h.id, count(r.id)::integer as standing
    from ${homesIn(db, ids)}
    left join harassments r on r.workspace_id = ${db.workspaceId} and r.conversation_id = h.home and r.closed_at is null
      and r.removing_at is null
    group by h.id`)
