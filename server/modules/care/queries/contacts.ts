import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { HeldContact } from '../contract-limits.ts'
import { survivor, type LimitRow } from './limits.ts'

/** A limit that stands for who wrote, as somebody's address names them. */
export interface MetRow
  extends Pick<LimitRow, 'id' | 'block' | 'channels' | 'most' | 'periodDays' | 'hours' | 'setAt'> {
  kind: string
  valueKey: string
}

/** Limits that stand for whoever has these addresses, or had them when they were erased. */
export const limitsMet = (
  db: Db,
  addresses: readonly { kind: string; valueKey: string; hash: Buffer }[],
): Promise<MetRow[]> =>
  db.many(sql`
    select l.id, l.is_block as block, l.channels, l.most, l.period_days as "periodDays", l.hours, l.set_at as "setAt",
      w.kind, w.value_key as "valueKey"
    from contact_limits l
    join customers k on k.workspace_id = ${db.workspaceId} and k.id = l.customer_id
    cross join unnest(${addresses.map(({ kind }) => kind)}::text[], ${addresses.map(({ valueKey }) => valueKey)}::text[],
      ${addresses.map(({ hash }) => hash)}::bytea[]) as w (kind, value_key, hash)
    left join identities i on i.workspace_id = ${db.workspaceId} and i.kind = w.kind and i.value_key = w.value_key
    where l.workspace_id = ${db.workspaceId} and l.lifted_at is null
      and (i.customer_id = ${survivor} or w.hash = any(l.erased_keys))
    order by l.set_at desc, l.id desc`)

/** What was decided before about arrivals, and how many messages were let in under limits since their periods began. */
export const decidedBefore = (
  db: Db,
  arrivalIds: readonly string[],
): Promise<{ arrivalId: string; heldFor: HeldContact['heldFor'] | null }[]> =>
  db.many(sql`
    select arrival_id as "arrivalId", held_for as "heldFor" from limited_contacts
    where workspace_id = ${db.workspaceId} and arrival_id = any(${arrivalIds}::uuid[])`)

/** When messages were let in under limits, since a moment. */
export const letInSince = (
  db: Db,
  limitIds: readonly string[],
  since: Date,
): Promise<{ limitId: string; at: Date }[]> =>
  db.many(sql`
    select limit_id as "limitId", at from limited_contacts
    where workspace_id = ${db.workspaceId} and limit_id = any(${limitIds}::uuid[]) and at > ${since} and held_for is null`)

/** Keeps what became of arrivals of limited people. */
export const insertContacts = (
  tx: Tx,
  rows: readonly {
    arrivalId: string
    limitId: string
    inboxId: string
    at: Date
    heldFor: HeldContact['heldFor'] | null
  }[],
): Promise<number> =>
  tx.run(sql`
    insert into limited_contacts (workspace_id, arrival_id, limit_id, inbox_id, at, held_for)
    select ${tx.workspaceId}, r.arrival_id, r.limit_id, r.inbox_id, r.at, r.held_for
    from unnest(${rows.map((r) => r.arrivalId)}::uuid[], ${rows.map((r) => r.limitId)}::uuid[], ${rows.map((r) => r.inboxId)}::uuid[],
      ${rows.map((r) => r.at)}::timestamptz[], ${rows.map((r) => r.heldFor)}::text[]) as r (arrival_id, limit_id, inbox_id, at, held_for)
    on conflict (workspace_id, arrival_id) do nothing`)

/** What is held under a limit, or was and was let in; the newest first. */
export const heldRows = (
  db: Db,
  limitId: string,
  limit: number,
): Promise<
  { arrivalId: string; inboxId: string; at: Date; heldFor: HeldContact['heldFor']; released: boolean }[]
> =>
  db.many(sql`
    select k.arrival_id as "arrivalId", k.inbox_id as "inboxId", k.at, k.held_for as "heldFor", a.state <> 'ignored' as released
    from limited_contacts k
    join arrivals a on a.workspace_id = ${db.workspaceId} and a.id = k.arrival_id
    where k.workspace_id = ${db.workspaceId} and k.limit_id = ${limitId} and k.held_for is not null
    order by k.at desc, k.arrival_id desc limit ${limit}`)

/** Lets a held arrival wait to be taken in; gives its inbox, undefined where it is not held any more or empty. */
export const releaseRow = (
  tx: Tx,
  limitId: string,
  arrivalId: string,
): Promise<{ inboxId: string } | undefined> =>
  tx.maybe(sql`
    update arrivals a set state = 'waiting', wanted = true, attempts_before = a.attempts_before + a.attempts, attempts = 0,
      reason = null, processed_at = null
    from limited_contacts k
    where a.workspace_id = ${tx.workspaceId} and a.id = ${arrivalId} and a.state = 'ignored' and a.raw <> ''
      and k.workspace_id = ${tx.workspaceId} and k.arrival_id = a.id and k.limit_id = ${limitId} and k.held_for is not null
    returning a.inbox_id as "inboxId"`)
