import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { PresenceReason, PresenceState } from '../contract-presence.ts'

/** What somebody chose last, and when a screen of theirs was open last. */
export interface PresenceRow {
  agentId: string
  state: PresenceState
  reason: string | null
  since: Date | null
  seenAt: Date | null
}

const selected = (db: Db) => sql`
  select a.id as "agentId", case when p.agent_id is null then 'online' else p.state end as state, p.reason, p.since,
    a.last_seen_at as "seenAt"
  from agents a
  left join presences p on p.workspace_id = ${db.workspaceId} and p.agent_id = a.id
  where a.workspace_id = ${db.workspaceId} and a.active and not a.bot`

/** Of everybody who may sign in. */
export const presenceRows = (db: Db): Promise<PresenceRow[]> => db.many(sql`${selected(db)} order by a.id`)

/** Of one person; undefined for whoever may not sign in, and for bots. */
export const presenceRow = (db: Db, agentId: string): Promise<PresenceRow | undefined> =>
  db.maybe(sql`${selected(db)} and a.id = ${agentId}`)

/** Keeps a choice as the one that holds, and as one of all that were made. */
export const putPresence = async (
  tx: Tx,
  choice: {
    id: string
    agentId: string
    state: PresenceState
    reason: string | null
    actorId: string | null
  },
): Promise<void> => {
  const { id, agentId, state, reason, actorId } = choice
  await tx.run(sql`
    insert into presences (workspace_id, agent_id, state, reason, since)
    values (${tx.workspaceId}, ${agentId}, ${state}, ${reason}, ${tx.now})
    on conflict (workspace_id, agent_id) do update set state = excluded.state, reason = excluded.reason,
      since = excluded.since`)
  await tx.run(sql`
    insert into presence_changes (workspace_id, id, agent_id, state, reason, at, actor_id)
    values (${tx.workspaceId}, ${id}, ${agentId}, ${state}, ${reason}, ${tx.now}, ${actorId})`)
}

/** Notes that screens of people are open now; gives who of them had not been seen since a moment. */
export const touchAgents = async (tx: Tx, ids: readonly string[], since: Date): Promise<string[]> => {
  const rows = await tx.many<{ id: string }>(sql`
    update agents n set last_seen_at = ${tx.now}
    from (select a.id, a.last_seen_at from agents a
      where a.workspace_id = ${tx.workspaceId} and a.id = any(${ids}::uuid[]) order by a.id for no key update) b
    where n.workspace_id = ${tx.workspaceId} and n.id = b.id
    returning case when b.last_seen_at is null or b.last_seen_at <= ${since} then b.id end as id`)
  return rows.flatMap(({ id }) => id ?? [])
}

/** Reasons that are offered, in their order. */
export const reasonRows = (db: Db): Promise<PresenceReason[]> =>
  db.many(sql`
    select r.state, r.name from presence_reasons r where r.workspace_id = ${db.workspaceId} order by r.position`)

/** Replaces the reasons that are offered. */
export const putReasons = async (tx: Tx, reasons: readonly PresenceReason[]): Promise<void> => {
  await tx.run(sql`delete from presence_reasons where workspace_id = ${tx.workspaceId}`)
  await tx.run(sql`
    insert into presence_reasons (workspace_id, state, name, position)
    select ${tx.workspaceId}, r.state, r.name, r.position
    from unnest(${reasons.map(({ state }) => state)}::text[], ${reasons.map(({ name }) => name)}::text[])
      with ordinality as r (state, name, position)`)
}

/** What was chosen before a moment and is not what holds now. */
const past = (db: Db, before: Date) => sql`
  h.workspace_id = ${db.workspaceId} and h.at < ${before} and not exists (
    select from presences p
    where p.workspace_id = ${db.workspaceId} and p.agent_id = h.agent_id and p.since = h.at)`

/** How many choices there are from before a moment, and since when. */
export const changesBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`select count(*) as rows, min(h.at) as oldest from presence_changes h where ${past(db, before)}`)

/** Removes choices from before a moment, a piece at a time; gives from when they were. */
export const deleteChanges = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from presence_changes d where d.workspace_id = ${tx.workspaceId} and d.id in (
      select h.id from presence_changes h where ${past(tx, before)} order by h.id limit ${limit})
    returning d.at`)

/** Who of those that may sign in was seen last between two moments. */
export const lastSeenBetween = async (db: Db, from: Date, to: Date): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select a.id from agents a
      where a.workspace_id = ${db.workspaceId} and a.active and not a.bot and a.last_seen_at > ${from} and a.last_seen_at <= ${to}
      order by a.id`)
  ).map(({ id }) => id)
