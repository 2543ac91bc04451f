import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'

/** A sentence in the languages of the screens. */
export interface Sentence {
  en: string
  ja: string
}

/** How an inbox's connection is. */
export type HealthState = 'ok' | 'failing' | 'unknown'

/** A connected account with everything kept of it. `language` and `colour` come from its brand or the workspace. */
export interface InboxRow {
  id: string
  channel: string
  name: string
  brandId: string | null
  address: string | null
  token: string
  teamIds: string[]
  state: 'active' | 'paused' | 'archived'
  settings: Record<string, unknown>
  secrets: Buffer | null
  healthState: HealthState
  healthReason: Sentence | null
  /** Since when it is so. */
  healthAt: Date | null
  /** When the connection last worked. */
  healthOkAt: Date | null
  /** Since when no automatic answer leaves it. */
  acknowledgePausedAt: Date | null
  createdAt: Date
  brandName: string
  brandColour: string | null
  language: string
}

const selected = (db: Db) => sql`
  select i.id, i.channel, i.name, i.brand_id as "brandId", i.address, t.token, i.state, i.settings, i.secrets,
    array(select it.team_id from inbox_teams it
      where it.workspace_id = ${db.workspaceId} and it.inbox_id = i.id order by it.team_id) as "teamIds",
    i.health_state as "healthState", i.health_reason as "healthReason", i.health_at as "healthAt",
    i.health_ok_at as "healthOkAt", i.acknowledge_paused_at as "acknowledgePausedAt",
    i.created_at as "createdAt", coalesce(b.name, w.name) as "brandName", b.colour as "brandColour",
    coalesce(b.language, w.language) as language
  from inboxes i
  join inbox_tokens t on t.workspace_id = ${db.workspaceId} and t.inbox_id = i.id
  join workspaces w on w.id = ${db.workspaceId}
  left join brands b on b.workspace_id = ${db.workspaceId} and b.id = i.brand_id
  where i.workspace_id = ${db.workspaceId}`

/** All inboxes, oldest first. */
export const inboxRows = (db: Db): Promise<InboxRow[]> => db.many(sql`${selected(db)} order by i.id`)

/** Active inboxes, of one channel or of all, oldest first. */
export const activeRows = (db: Db, channel: string | null): Promise<InboxRow[]> =>
  db.many(sql`${selected(db)}
    and i.state = 'active' and (${channel}::text is null or i.channel = ${channel}::text)
    order by i.id`)

/** One inbox. */
export const inboxRow = (db: Db, id: string): Promise<InboxRow | undefined> =>
  db.maybe(sql`${selected(db)} and i.id = ${id}`)

/** Holds an inbox against other changes until the end of the transaction; false when there is none. */
export const lockInbox = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from inboxes where workspace_id = ${tx.workspaceId} and id = ${id} for update`)) !== undefined

/** What is written of an inbox. */
export type InboxValues = Pick<
  InboxRow,
  'id' | 'channel' | 'name' | 'brandId' | 'address' | 'state' | 'settings' | 'secrets'
>

/** Adds an inbox. */
export const insertInbox = (tx: Tx, row: InboxValues): Promise<number> =>
  tx.run(sql`
    insert into inboxes
      (workspace_id, id, channel, name, brand_id, address, state, settings, secrets, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.channel}, ${row.name}, ${row.brandId}, ${row.address},
      ${row.state}, ${JSON.stringify(row.settings)}::jsonb, ${row.secrets}, ${tx.now})`)

/** Writes the values of an inbox. */
export const updateInboxRow = (tx: Tx, row: InboxValues): Promise<number> =>
  tx.run(sql`
    update inboxes set name = ${row.name}, brand_id = ${row.brandId}, address = ${row.address},
      state = ${row.state}, settings = ${JSON.stringify(row.settings)}::jsonb, secrets = ${row.secrets}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Writes down which inbox a public token belongs to. */
export const insertToken = (tx: Tx, token: string, channel: string, inboxId: string): Promise<number> =>
  tx.run(sql`
    insert into inbox_tokens (token, channel, workspace_id, inbox_id)
    values (${token}, ${channel}, ${tx.workspaceId}, ${inboxId})`)

/** Where a public token leads, in whichever workspace. */
export const tokenRow = (
  db: Db,
  token: string,
): Promise<{ workspaceId: number; inboxId: string; channel: string } | undefined> =>
  db.maybe(sql`
    select workspace_id as "workspaceId", inbox_id as "inboxId", channel
    from inbox_tokens where token = ${token}`)

/** Every address of an inbox, whatever its state. */
export const inboxAddresses = async (db: Db): Promise<string[]> =>
  (
    await db.many<{ address: string }>(sql`
      select a.address from inboxes i
      cross join lateral unnest(array[i.address, i.settings ->> 'address']) as a (address)
      where i.workspace_id = ${db.workspaceId} and a.address is not null`)
  ).map(({ address }) => address)

/** Writes the secrets of an inbox and nothing else. */
export const updateSecrets = (tx: Tx, inboxId: string, secrets: Buffer): Promise<number> =>
  tx.run(sql`
    update inboxes set secrets = ${secrets} where workspace_id = ${tx.workspaceId} and id = ${inboxId}`)

/** True when an inbox of the channel has one of these addresses (in small letters), whatever its state. */
export const hasAddress = async (db: Db, channel: string, addresses: readonly string[]): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(sql`
      select exists (
        select from inboxes i where i.workspace_id = ${db.workspaceId} and i.channel = ${channel} and i.state <> 'archived'
          and lower(coalesce(i.settings ->> 'address', i.address)) = any(${addresses}::text[])
      ) as found`)
  ).found

/** Replaces the teams that see an inbox. */
export const setTeams = async (tx: Tx, inboxId: string, teamIds: readonly string[]): Promise<void> => {
  await tx.run(sql`
    delete from inbox_teams
    where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId} and team_id <> all(${teamIds}::uuid[])`)
  await tx.run(sql`
    insert into inbox_teams (workspace_id, inbox_id, team_id)
    select ${tx.workspaceId}, ${inboxId}, t.id from unnest(${teamIds}::uuid[]) as t (id)
    on conflict do nothing`)
}

/** Writes how a connection is, since when, and when it last worked; gives 0 when it was known already. */
export const updateHealth = (
  tx: Tx,
  inboxId: string,
  state: HealthState,
  reason: Sentence | null,
): Promise<number> =>
  tx.run(sql`
    update inboxes set health_state = ${state},
      health_at = case when health_state = ${state} then coalesce(health_at, ${tx.now}) else ${tx.now} end,
      health_ok_at = case when ${state}::text = 'ok' then ${tx.now} else health_ok_at end,
      health_reason = ${reason === null ? null : JSON.stringify(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${inboxId}
      and (health_state <> ${state}
        or health_reason is distinct from ${reason === null ? null : JSON.stringify(reason)}::jsonb)`)

/** Notes that a connection still works: only the moment is new. */
export const touchHealth = (tx: Tx, inboxId: string): Promise<number> =>
  tx.run(sql`
    update inboxes set health_ok_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${inboxId} and health_state = 'ok'`)

/** Lets automatic answers leave an inbox, or none; gives 0 when it was so already. */
export const setAcknowledging = (tx: Tx, inboxId: string, on: boolean): Promise<number> =>
  tx.run(sql`
    update inboxes set acknowledge_paused_at = ${on ? null : tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${inboxId} and (acknowledge_paused_at is null) <> ${on}`)

/** Which of some inboxes let no automatic answer leave. */
export const pausedAcknowledging = async (db: Db, inboxIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from inboxes
      where workspace_id = ${db.workspaceId} and id = any(${inboxIds}::uuid[]) and acknowledge_paused_at is not null`)
  ).map(({ id }) => id)

/** What an island keeps under a key. */
export const stateValue = (db: Db, inboxId: string, key: string): Promise<{ value: unknown } | undefined> =>
  db.maybe(sql`
    select value from inbox_state
    where workspace_id = ${db.workspaceId} and inbox_id = ${inboxId} and key = ${key}`)

/** Keeps a value of an island's. */
export const putState = (db: Db, inboxId: string, key: string, value: unknown, at: Date): Promise<number> =>
  db.run(sql`
    insert into inbox_state (workspace_id, inbox_id, key, value, updated_at)
    values (${db.workspaceId}, ${inboxId}, ${key}, ${JSON.stringify(value)}::jsonb, ${at})
    on conflict (workspace_id, inbox_id, key) do update
      set value = excluded.value, updated_at = excluded.updated_at`)

/** Ids of inboxes that are linked to a team. */
export const inboxesWithTeams = async (db: Db): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct l.inbox_id as id from inbox_teams l where l.workspace_id = ${db.workspaceId}`)
  ).map(({ id }) => id)
