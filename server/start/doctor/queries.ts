import type pg from 'pg'
import { sql, type Db } from '../../kernel/db/index.ts'

/** What a database says of itself. */
export interface Vitals {
  version: string
  name: string
  size: number
  now: Date
  connections: number
  maxConnections: number
}

/** Version, size, clock and connections of the server. */
export const vitals = async (client: pg.Client): Promise<Vitals> =>
  (
    await client.query<Vitals>(
      `select current_setting('server_version') as version, current_database() as name,
         pg_database_size(current_database())::float8 as size, clock_timestamp() as now,
         (select count(*)::int from pg_stat_activity) as connections, current_setting('max_connections')::int as "maxConnections"`,
    )
  ).rows[0] as Vitals

/** The role of requests: whether it exists, may be taken on, and is bound by row-level security. */
export const appRole = async (
  client: pg.Client,
  role: string,
): Promise<{ member: boolean; free: boolean } | undefined> =>
  (
    await client.query<{ member: boolean; free: boolean }>(
      `select pg_has_role(current_user, oid, 'member') as member, rolsuper or rolbypassrls as free from pg_roles where rolname = $1`,
      [role],
    )
  ).rows[0]

/** Tables whose policy is there but not in force. */
export const openTables = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      `select distinct c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid where not c.relrowsecurity`,
    )
  ).rows.map(({ name }) => name)

/** True when a Citus cluster holds the tables. */
export const isSpread = async (client: pg.Client): Promise<boolean> =>
  (await client.query("select from pg_extension where extname = 'citus'")).rows.length > 0

/** How many tables are bound by a policy. */
export const boundTables = async (client: pg.Client): Promise<number> =>
  (
    await client.query<{ n: number }>(
      'select count(distinct p.polrelid)::int as n from pg_policy p join pg_class c on c.oid = p.polrelid where c.relrowsecurity',
    )
  ).rows[0]?.n ?? 0

/** Rows that the role of requests sees without a workspace: none, if the second lock holds. */
export const seenWithoutWorkspace = async (client: pg.Client, role: string): Promise<number> => {
  await client.query('begin')
  try {
    await client.query(`set local role "${role}"`)
    await client.query("select set_config('madoguchi.workspace', '', true)")
    const { rows } = await client.query<{ n: number }>(
      // every-workspace: this asks whether any row of any workspace is seen
      'select (select count(*) from agents)::int + (select count(*) from customers)::int as n',
    )
    return rows[0]?.n ?? 0
  } finally {
    await client.query('rollback')
  }
}

/** Indexes that PostgreSQL does not use because their making was interrupted. */
export const invalidIndexes = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      'select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where not i.indisvalid',
    )
  ).rows.map(({ name }) => name)

/** Active inboxes that fail, and webhooks that were switched off or fail. */
export const troubles = async (
  db: Db,
): Promise<{ inboxes: { name: string; reason: string | null }[]; webhooks: number }> => ({
  inboxes: await db.many(sql`
    select name, health_reason ->> 'en' as reason from inboxes
    where workspace_id = ${db.workspaceId} and state = 'active' and health_state = 'failing' order by name`),
  webhooks: (
    await db.one<{ n: number }>(sql`
      select count(*) as n from webhooks
      where workspace_id = ${db.workspaceId} and (state = 'disabled' or (state = 'active' and failing_since is not null))`)
  ).n,
})

/** Some sealed values, to try the key on. */
export const sealedSamples = async (db: Db): Promise<Buffer[]> =>
  (
    await db.many<{ sealed: Buffer }>(sql`
      (select i.secrets as sealed from inboxes i where i.workspace_id = ${db.workspaceId} and i.secrets is not null limit 3)
      union all
      (select w.secret from webhooks w where w.workspace_id = ${db.workspaceId} limit 3)`)
  ).map(({ sealed }) => sealed)
