import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import type { FlowFinding, FlowStep } from '../contract-flow.ts'
import { CHASED_SECONDS, ORDER, PARALLEL_SECONDS, TWICE_SECONDS } from '../flow/steps.ts'
import { kept, type Filter } from './figures.ts'

/** So many of the newest conversations are looked at. */
export const MOST_LOOKED_AT = 20_000

/** Whose flow is asked for. */
export interface Asked {
  from: Date
  to: Date
  filter: Filter
}

/** Conversations (`r`) that began in the period, but for those that machines began. */
const began = (db: Db, { from, to, filter }: Asked): Sql => sql`
  (select f.conversation_id, f.at, f.inbox_id, f.customer_id, c.team_id, c.assignee_id as agent_id, f.origin
    from facts f
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = f.conversation_id
    where f.workspace_id = ${db.workspaceId} and f.kind = 'opened' and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine') r
  where ${kept(filter)}`

/** CTE `cohort`: the newest of them. */
const cohort = (db: Db, asked: Asked): Sql => sql`
  cohort as materialized (
    select r.conversation_id, r.customer_id, r.at from ${began(db, asked)}
    order by r.at desc, r.conversation_id limit ${MOST_LOOKED_AT})`

/**
 * CTE `happened`: everything that happened to them, in order: its step, who did or got it, what stood before it and what
 * after it.
 */
const happened = (db: Db): Sql => sql`
  happened as (
    select e.*, array_position(${ORDER}::text[], e.step) as rank,
      lag(e.step) over w as before, lag(e.at) over w as before_at, lag(e.agent_id) over w as before_agent, lead(e.step) over w as after
    from (
      select f.conversation_id, f.at, f.id, f.agent_id, f.team_id, case
        when f.kind in ('assigned', 'team-assigned') then 'assigned'
        when f.kind in ('transferred', 'team-transferred') then 'handed-on'
        when f.kind in ('unassigned', 'team-unassigned') then 'returned'
        when f.kind <> 'status' then f.kind
        when f.to_state = 'open' then 'resumed'
        else f.to_state end as step
      from cohort k
      join facts f on f.workspace_id = ${db.workspaceId} and f.conversation_id = k.conversation_id
        and f.kind in ('opened', 'assigned', 'team-assigned', 'transferred', 'team-transferred', 'unassigned', 'team-unassigned',
          'status', 'resolved', 'reopened')
      union all
      select m.conversation_id, m.at, m.message_id, m.agent_id, null, case m.kind when 'inbound' then 'wrote' else 'answered' end
      from cohort k
      join message_facts m on m.workspace_id = ${db.workspaceId} and m.conversation_id = k.conversation_id
    ) e
    window w as (partition by e.conversation_id order by e.at, array_position(${ORDER}::text[], e.step), e.id))`

/**
 * CTEs `apart` and `steps`: the same as steps one after another. What goes on without anything between is one step: a customer who writes
 * several messages, an answer in two. That a message opens, reopens or resumes a conversation is one step, too.
 */
const steps = sql`
  apart as (
    select h.*, lag(h.step) over w as last
    from happened h
    where not (h.step = 'wrote' and coalesce(h.after, '') = 'reopened') and not (h.step = 'resumed' and coalesce(h.before, '') = 'wrote')
    window w as (partition by h.conversation_id order by h.at, h.rank, h.id)),
  steps as (
    select a.conversation_id, a.step, a.at, lead(a.step) over w as next, lead(a.at) over w as next_at
    from apart a
    where not (a.step = 'wrote' and coalesce(a.last, '') in ('opened', 'reopened'))
      and (a.step = 'handed-on' or a.last is null or a.step <> a.last)
    window w as (partition by a.conversation_id order by a.at, a.rank, a.id))`

/** Seconds between a step (`s`) and what followed, or until now. */
const took = (now: Date): Sql => sql`extract(epoch from coalesce(s.next_at, ${now}) - s.at)::double precision`

/** Which step followed which, how often, and how long it took. */
export interface MoveRow {
  step: FlowStep
  next: FlowStep | null
  n: number
  percentiles: [number, number]
  total: number
}

/** Counts which step followed which. What is resolved has arrived: nothing has to follow. */
export const moveRows = (db: Db, asked: Asked, now: Date): Promise<MoveRow[]> =>
  db.many(sql`
    with ${cohort(db, asked)}, ${happened(db)}, ${steps}
    select s.step, s.next, count(*)::integer as n, sum(s.took) as total,
      percentile_cont(array[0.5, 0.9]) within group (order by s.took) as percentiles
    from (select s.*, ${took(now)} as took from steps s) s
    where s.next is not null or s.step <> 'resolved'
    group by s.step, s.next
    order by count(*) desc, s.step, s.next`)

/** How often each step happened, in how many conversations. */
export const stepRows = (
  db: Db,
  asked: Asked,
): Promise<{ step: FlowStep; n: number; conversations: number }[]> =>
  db.many(sql`
    with ${cohort(db, asked)}, ${happened(db)}, ${steps}
    select s.step, count(*)::integer as n, count(distinct s.conversation_id)::integer as conversations
    from steps s group by s.step`)

/** How many conversations began. */
export const beganCount = async (db: Db, asked: Asked): Promise<number> =>
  (await db.one<{ n: number }>(sql`select count(*)::integer as n from ${began(db, asked)}`)).n

/** CTE `holders`: who held a conversation one after another, people and teams by themselves, with the two before. */
const holders = (db: Db): Sql => sql`
  holders as (
    select h.*, lag(h.holder) over w as second, lag(h.holder, 2) over w as first
    from (
      select f.conversation_id, f.at, f.id, p.kind, p.holder
      from cohort k
      join facts f on f.workspace_id = ${db.workspaceId} and f.conversation_id = k.conversation_id
        and f.kind in ('assigned', 'transferred', 'team-assigned', 'team-transferred')
      cross join lateral (
        select case when f.kind like 'team%' then 'team' else 'agent' end as kind,
          case when f.kind like 'team%' then f.team_id else f.agent_id end as holder) p
    ) h
    window w as (partition by h.conversation_id, h.kind order by h.at, h.id))`

/** Condition on holders (`h`): it came back to whoever had handed it on. */
const cameBack = sql`h.holder = h.first and h.second <> h.first`

/** Between whom conversations went and came back. */
export const pairRows = (
  db: Db,
  asked: Asked,
  limit: number,
): Promise<{ kind: 'agent' | 'team'; one: string; other: string; n: number }[]> =>
  db.many(sql`
    with ${cohort(db, asked)}, ${holders(db)}
    select h.kind, least(h.holder, h.second) as one, greatest(h.holder, h.second) as other, count(*)::integer as n
    from holders h where ${cameBack}
    group by 1, 2, 3 order by count(*) desc, 2, 3 limit ${limit}`)

/** Each finding as rows: `conversation_id`, `at`, `seconds`. A conversation may stand there several times. */
const FINDINGS: Record<FlowFinding, (db: Db) => Sql> = {
  'back-and-forth': (db) => sql`
    with ${holders(db)}
    select h.conversation_id, h.at, null::double precision as seconds from holders h where ${cameBack}`,
  reopened: (db) => sql`
    with ${happened(db)}
    select h.conversation_id, h.at, null::double precision as seconds from happened h where h.step = 'reopened'`,
  chased: (db) => sql`
    with ${happened(db)}
    select h.conversation_id, h.at, extract(epoch from h.at - h.said_at)::double precision as seconds
    from (
      select h.*, lag(h.step) over w as said, lag(h.at) over w as said_at
      from happened h where h.step in ('wrote', 'answered')
      window w as (partition by h.conversation_id order by h.at, h.rank, h.id)) h
    where h.step = 'wrote' and h.said = 'wrote' and h.at - h.said_at > make_interval(secs => ${CHASED_SECONDS})`,
  'answered-twice': (db) => sql`
    with ${happened(db)}
    select h.conversation_id, h.at, extract(epoch from h.at - h.before_at)::double precision as seconds
    from happened h
    where h.step = 'answered' and h.before = 'answered' and h.agent_id <> h.before_agent
      and h.at - h.before_at <= make_interval(secs => ${TWICE_SECONDS})`,
  parallel: (db) => sql`
    select r.conversation_id, r.at, extract(epoch from r.at - r.before_at)::double precision as seconds
    from (
      select k.conversation_id, k.at, a.agent_id, lag(k.at) over w as before_at, lag(a.agent_id) over w as before_agent
      from cohort k
      join facts a on a.workspace_id = ${db.workspaceId} and a.conversation_id = k.conversation_id and a.kind = 'first-response'
      window w as (partition by k.customer_id order by k.at, k.conversation_id)) r
    where r.agent_id <> r.before_agent and r.at - r.before_at <= make_interval(secs => ${PARALLEL_SECONDS})`,
  unanswered: (db) => sql`
    select f.conversation_id, f.at, null::double precision as seconds
    from cohort k
    join standing_resolves f on f.workspace_id = ${db.workspaceId} and f.conversation_id = k.conversation_id
    where f.outbound = 0`,
}

/** In how many conversations there is what a finding points at. */
export const findingCount = async (db: Db, asked: Asked, finding: FlowFinding): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      with ${cohort(db, asked)}
      select count(distinct r.conversation_id)::integer as n from (${FINDINGS[finding](db)}) r`)
  ).n

/** What conversations are listed for. */
export type Wanted = { finding: FlowFinding } | { step: FlowStep; next: FlowStep | null }

/** A conversation that is listed, by the last time that it fits. */
export interface FlowRowRow {
  conversationId: string
  at: Date
  /** `at` to the microsecond, which a Date would cut. */
  place: string
  seconds: number | null
}

/** Conversations in which a step followed another, or that a finding points at, the newest first. */
export const flowRows = (
  db: Db,
  asked: Asked,
  wanted: Wanted,
  page: { now: Date; after: { place: string; id: string } | undefined; limit: number },
): Promise<FlowRowRow[]> => {
  const rows =
    'finding' in wanted
      ? FINDINGS[wanted.finding](db)
      : sql`
        with ${happened(db)}, ${steps}
        select s.conversation_id, s.at, ${took(page.now)} as seconds from steps s
        where s.step = ${wanted.step} and s.next is not distinct from ${wanted.next}::text`
  return db.many(sql`
    with ${cohort(db, asked)}, fits as (
      select distinct on (r.conversation_id) r.conversation_id, r.at, r.seconds from (${rows}) r
      order by r.conversation_id, r.at desc)
    select f.conversation_id as "conversationId", f.at, f.seconds,
      to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from fits f
    where ${page.after === undefined} or (f.at, f.conversation_id) < (${page.after?.place ?? null}::timestamptz, ${page.after?.id ?? null}::uuid)
    order by f.at desc, f.conversation_id desc
    limit ${page.limit}`)
}
