import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../../../test/harness/index.ts'
import { referenceTables } from '../../../../test/house/reference-tables.ts'

const script = readFileSync(join(import.meta.dirname, '../../../citus.sql'), 'utf8')
/**
 * What the script calls of Citus, as PostgreSQL functions that only write down what they were asked: like Citus they
 * refuse a table that points to one that is not spread yet. Citus itself can't be had as a package where tests run.
 */
const NOTEBOOK = `
  create table pg_dist_partition (logicalrelid regclass primary key, partmethod "char", colocated text, n serial);
  create function create_reference_table(t regclass) returns void language sql as $$
    insert into pg_dist_partition (logicalrelid, partmethod) values (t, 'n') $$;
  create function create_distributed_table(t regclass, col text, colocate_with text) returns void language plpgsql as $$
  begin
    if exists (select from pg_constraint k where k.conrelid = t and k.contype = 'f' and k.confrelid <> t
      and not exists (select from pg_dist_partition d where d.logicalrelid = k.confrelid)) then
      raise exception '% points to a table that is not spread', t;
    end if;
    if exists (select from pg_class where oid = t and relrowsecurity) then raise exception '% hides its rows', t; end if;
    insert into pg_dist_partition (logicalrelid, partmethod, colocated) values (t, 'h', colocate_with);
  end $$`
let client: pg.Client
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  client = new pg.Client({ connectionString: fresh.connectionString })
  await client.connect()
  await client.query(NOTEBOOK)
})
afterAll(async () => {
  await client.end()
  await drop()
})

const spread = async (method: string): Promise<string[]> =>
  (
    await client.query<{ t: string }>(
      'select logicalrelid::text as t from pg_dist_partition where partmethod = $1 order by 1',
      [method],
    )
  ).rows.map(({ t }) => t)
const tables = async (condition: string): Promise<string[]> =>
  (
    await client.query<{ t: string }>(
      `select c.relname::text as t from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and ${condition} order by 1`,
    )
  ).rows.map(({ t }) => t)

it('spreads every table of a workspace beside the others, and puts the small ones everywhere', async () => {
  await client.query(script)
  const small = Object.keys(referenceTables).filter(
    (name) => !name.includes('.') && !['migrations', 'processes'].includes(name),
  )
  expect(await spread('n')).toEqual(small.toSorted())
  const ofWorkspaces = await tables(
    "exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')",
  )
  expect(await spread('h')).toEqual(ofWorkspaces.filter((name) => !small.includes(name)))
  const { rows } = await client.query(
    "select distinct colocated from pg_dist_partition where partmethod = 'h'",
  )
  // The first begins a group, all others join it.
  expect(rows.filter((row: { colocated: string }) => row.colocated === 'none')).toHaveLength(1)
})

it('leaves what is spread and adds what is new', async () => {
  const before = await spread('h')
  await client.query(script)
  expect(await spread('h')).toEqual(before)
  await client.query(
    'create table later (workspace_id bigint not null, id uuid not null, primary key (workspace_id, id)); alter table later enable row level security',
  )
  await client.query(script)
  expect(await spread('h')).toEqual([...before, 'later'].toSorted())
})
