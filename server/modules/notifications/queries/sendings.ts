import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import { seesInbox } from '../../agents/index.ts'
import type { Sending } from '../contract-outward.ts'
import type { Outward } from '../outward/decide.ts'
import type { TellingRow } from './notices.ts'

/** Something that is to be sent to somebody. */
export interface NewSending {
  id: string
  tellingId: string
  agentId: string
  way: Outward
  dueAt: Date
}

/** Something that is due, with what it says. */
export interface DueRow extends TellingRow {
  sendingId: string
  way: Outward
  tries: number
  deferred: number
  read: boolean
  mayKnow: boolean
}

/** What became of some: settled, or put off. */
export interface Settled {
  state: Sending['state']
  reason: Sending['reason']
  detail?: Sending['detail']
  devices?: number | null
  /** When it is looked at again; of what waits. */
  dueAt?: Date
  /** It was tried; it was put off since somebody was looking. */
  tried?: boolean
  deferred?: boolean
}

/** Who takes some has so long to say what came of them: then they are looked at again. */
const LEASE = '5 minutes'

/** Keeps what is to be sent. */
export const insertSendings = (tx: Tx, rows: readonly NewSending[]): Promise<number> =>
  tx.run(sql`
    insert into sendings (workspace_id, id, telling_id, agent_id, way, state, due_at)
    select ${tx.workspaceId}, r.id, r."tellingId", r."agentId", r.way, 'waiting', r."dueAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, "tellingId" uuid, "agentId" uuid, way text, "dueAt" timestamptz)`)

/** To whom something is due, and in which way. */
export const dueTo = (db: Db, now: Date, limit: number): Promise<{ agentId: string; way: Outward }[]> =>
  db.many(sql`
    select s.agent_id as "agentId", s.way from sendings s
    where s.workspace_id = ${db.workspaceId} and s.state = 'waiting' and s.due_at <= ${now}
    group by s.agent_id, s.way order by min(s.due_at) limit ${limit}`)

/** When something is due next. */
export const nextDue = async (db: Db): Promise<Date | null> =>
  (
    await db.one<{ at: Date | null }>(sql`
      select min(s.due_at) as at from sendings s where s.workspace_id = ${db.workspaceId} and s.state = 'waiting'`)
  ).at

/** Takes what is due to somebody in a way: nobody else does for a while. */
export const takeDue = (tx: Tx, agentId: string, way: Outward, limit: number): Promise<DueRow[]> =>
  tx.many(sql`
    with due as (
      select s.id from sendings s
      where s.workspace_id = ${tx.workspaceId} and s.agent_id = ${agentId} and s.way = ${way} and s.state = 'waiting'
        and s.due_at <= ${tx.now}
      order by s.id limit ${limit} for update skip locked
    ), taken as (
      update sendings s set due_at = ${tx.now}::timestamptz + ${LEASE}::interval from due
      where s.workspace_id = ${tx.workspaceId} and s.id = due.id
      returning s.id, s.telling_id, s.tries, s.deferred)
    select k.id as "sendingId", ${way} as way, k.tries, k.deferred, t.id, t.agent_id as "agentId", t.happening, t.subject,
      t.conversation_id as "conversationId", t.inbox_id as "inboxId", t.message_id as "messageId", t.actor_id as "actorId",
      t.detail, t.count, t.why, t.ways,
      coalesce(n.read_at >= t.at, false) as read,
      a.active and (t.inbox_id is null or ${seesInbox(tx, sql`t.inbox_id`)}) as "mayKnow"
    from taken k
    join tellings t on t.workspace_id = ${tx.workspaceId} and t.id = k.telling_id
    join agents a on a.workspace_id = ${tx.workspaceId} and a.id = t.agent_id
    left join notices n on n.workspace_id = ${tx.workspaceId} and n.agent_id = t.agent_id and n.subject = t.subject
    order by k.id`)

/** How much left to somebody within the last hour: what left at one moment left together. */
export const sentLately = (
  db: Db,
  agentId: string,
  way: Outward,
  since: Date,
): Promise<{ hourly: number; firstInHour: Date | null; lastAt: Date | null }> =>
  db.one(sql`
    select count(distinct s.at) as hourly, min(s.at) as "firstInHour", max(s.at) as "lastAt" from sendings s
    where s.workspace_id = ${db.workspaceId} and s.agent_id = ${agentId} and s.way = ${way} and s.state = 'sent'
      and s.at > ${since}`)

/** Keeps what became of some. */
export const settle = async (tx: Tx, ids: readonly string[], settled: Settled): Promise<void> => {
  if (ids.length === 0) return
  const {
    state,
    reason,
    detail = null,
    devices = null,
    dueAt = null,
    tried = false,
    deferred = false,
  } = settled
  await tx.run(sql`
    update sendings s set state = ${state}, reason = ${reason}, devices = ${devices},
      detail = ${detail === null ? null : JSON.stringify(detail)}::jsonb,
      due_at = case when ${dueAt}::timestamptz is null then s.due_at else ${dueAt}::timestamptz end,
      at = case when ${state} = 'waiting' then null else ${tx.now}::timestamptz end,
      tries = s.tries + ${tried ? 1 : 0}, deferred = s.deferred + ${deferred ? 1 : 0}
    where s.workspace_id = ${tx.workspaceId} and s.id = any(${ids}::uuid[])`)
}

/** What somebody was told before an id, newest first; what is in sight, where that is limited. */
export const toldRows = (
  db: Db,
  { agentId, before, sight, limit }: { agentId: string; before: string | null; sight: Sight; limit: number },
): Promise<(TellingRow & { at: Date })[]> =>
  db.many(sql`
    select t.id, t.agent_id as "agentId", t.happening, t.subject, t.conversation_id as "conversationId",
      t.inbox_id as "inboxId", t.message_id as "messageId", t.actor_id as "actorId", t.detail, t.count, t.why, t.ways, t.at
    from tellings t
    where t.workspace_id = ${db.workspaceId} and t.agent_id = ${agentId}
      and (${before}::uuid is null or t.id < ${before}::uuid)
      and (t.inbox_id is null or ${inSight(sql`t.inbox_id`, sight)})
    order by t.id desc limit ${limit}`)

/** What became of what some tellings were to be sent as. */
export const sendingsOf = (
  db: Db,
  tellingIds: readonly string[],
): Promise<
  (Pick<Sending, 'way' | 'state' | 'reason' | 'detail' | 'devices'> & {
    tellingId: string
    at: Date | null
    dueAt: Date
  })[]
> =>
  db.many(sql`
    select s.telling_id as "tellingId", s.way, s.state, s.reason, s.detail, s.devices, s.at, s.due_at as "dueAt"
    from sendings s where s.workspace_id = ${db.workspaceId} and s.telling_id = any(${tellingIds}::uuid[])
    order by s.id`)
