import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../harness/index.ts'
import { checkSchema } from './schema-rules.ts'

let client: pg.Client
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = () => fresh.drop()
  client = new pg.Client({ connectionString: fresh.connectionString })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await drop()
})

// A sound pair of tables, beside which each case puts one broken thing.
const SOUND = `
  create table shops (id bigint primary key);
  create table notes (
    workspace_id bigint not null references shops (id), id uuid not null, text text not null,
    primary key (workspace_id, id), unique (workspace_id, text)
  );
  create index notes_text on notes (workspace_id, lower(text));
  alter table notes enable row level security;
  create policy own on notes using (workspace_id = 1);
  create table marks (
    workspace_id bigint not null, id uuid not null, note_id uuid not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, note_id) references notes (workspace_id, id) on delete cascade
  );
  alter table marks enable row level security;
  create policy own on marks using (workspace_id = 1);
  create function note_count(workspace bigint) returns bigint language sql
    return (select count(*) from notes where workspace_id = workspace);
  create function add_note(workspace bigint, words text) returns uuid language plpgsql as $$
  declare made uuid := gen_random_uuid();
  begin
    insert into notes (workspace_id, id, text) values (workspace, made, words);
    if exists (select from marks where workspace_id = workspace) then made := null; end if;
    return made;
  end $$;`

/** Problems of the sound schema with `statements` run on it. */
const problemsOf = async (statements: string): Promise<string[]> => {
  await client.query('drop schema if exists fixture cascade; create schema fixture')
  await client.query(`set search_path = fixture; ${SOUND} ${statements}; reset search_path`)
  return checkSchema(client, { schema: 'fixture', referenceTables: ['shops'], withoutRowSecurity: [] })
}

const TABLE = 'workspace_id bigint not null, id uuid not null'
const open = (table: string): string =>
  `alter table ${table} enable row level security; create policy own on ${table} using (workspace_id = 1)`

describe('the schema rules', () => {
  it('find nothing in the migrated database', async () => {
    expect(await checkSchema(client)).toEqual([])
  })

  it('let a sound schema pass', async () => {
    expect(await problemsOf('')).toEqual([])
  })

  it.each([
    [
      'a table without a workspace',
      'create table loose (id bigint primary key)',
      ['loose: has no workspace_id and is not in the list of reference tables'],
    ],
    [
      'a workspace that may be null',
      `create table t (workspace_id bigint, id uuid, unique (workspace_id, id)); ${open('t')}`,
      ['t: workspace_id is not bigint not null', 't: there is no primary key'],
    ],
    [
      'a workspace of another type',
      `create table t (workspace_id integer, id uuid, primary key (workspace_id, id)); ${open('t')}`,
      ['t: workspace_id is not bigint not null'],
    ],
    [
      'a primary key that begins with something else',
      `create table t (${TABLE}, primary key (id, workspace_id)); ${open('t')}`,
      ['t: primary key t_pkey does not begin with workspace_id'],
    ],
    [
      'a unique constraint without the workspace',
      'alter table notes add constraint notes_one unique (text)',
      ['notes: unique index notes_one does not begin with workspace_id'],
    ],
    [
      'an index without the workspace',
      'create index notes_id on notes (id, workspace_id)',
      ['notes: index notes_id does not begin with workspace_id'],
    ],
    [
      'an index on an expression',
      'create index notes_lower on notes (lower(text), workspace_id)',
      ['notes: index notes_lower does not begin with workspace_id'],
    ],
    [
      'an index that only includes the workspace',
      'create index notes_side on notes (id) include (workspace_id)',
      ['notes: index notes_side does not begin with workspace_id'],
    ],
    [
      'a text index without the workspace',
      "create index notes_words on notes using gin (to_tsvector('simple', text))",
      ['notes: index notes_words does not begin with workspace_id'],
    ],
    [
      'a foreign key whose columns stand the other way round',
      `alter table notes add unique (workspace_id, id);
       alter table marks add constraint marks_note foreign key (note_id, workspace_id) references notes (id, workspace_id)`,
      ['marks: foreign key marks_note does not begin with workspace_id'],
    ],
    [
      'a foreign key from a look-up table',
      `alter table shops add workspace bigint, add note uuid;
       alter table shops add constraint shops_note foreign key (workspace, note) references notes (workspace_id, id)`,
      ['shops: foreign key shops_note points from a look-up table into a workspace'],
    ],
    [
      'ON DELETE SET NULL',
      `alter table marks add other uuid;
       alter table marks add constraint marks_other foreign key (workspace_id, other)
         references notes (workspace_id, id) on delete set null (other)`,
      ['marks: foreign key marks_other sets null on delete'],
    ],
    [
      'ON UPDATE SET DEFAULT',
      `alter table marks add other uuid;
       alter table marks add constraint marks_other foreign key (workspace_id, other)
         references notes (workspace_id, id) on update set default`,
      ['marks: foreign key marks_other sets the default on update'],
    ],
    [
      'a trigger',
      `create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
       create trigger touched before update on notes for each row execute function touch()`,
      ['notes: has the trigger touched'],
    ],
    [
      'a table that everybody may read',
      `create table t (${TABLE}, primary key (workspace_id, id))`,
      ['t: row-level security is off'],
    ],
    [
      'a table whose policy forgets the workspace',
      `create table t (${TABLE}, primary key (workspace_id, id));
       alter table t enable row level security; create policy own on t using (true)`,
      ['t: no policy compares workspace_id'],
    ],
    [
      'a table without a primary key',
      `create table t (${TABLE}); ${open('t')}`,
      ['t: there is no primary key'],
    ],
    [
      'a look-up table that is gone',
      'alter table notes drop constraint notes_workspace_id_fkey; drop table shops',
      ['shops: is in the list of reference tables, but does not exist'],
    ],
    [
      'a SQL function that reads every workspace',
      'create function everything() returns bigint language sql return (select count(*) from notes)',
      ['function everything: notes is not bound: say notes.workspace_id = $n beside it'],
    ],
    [
      'a SQL function in the old style',
      "create function everything() returns bigint language sql as 'select count(*) from notes'",
      ['function everything: notes is not bound: say notes.workspace_id = $n beside it'],
    ],
    [
      'a SQL function of several statements',
      `create function clean(workspace bigint) returns void language sql begin atomic
         delete from marks where workspace_id = workspace; delete from notes; end`,
      ['function clean: notes is not bound: say notes.workspace_id = $n beside it'],
    ],
    [
      'a PL/pgSQL function that reads every workspace',
      `create function clean() returns bigint language plpgsql as $$
       declare n bigint; begin n := (select count(*) from marks); return n; end $$`,
      ['function clean: marks is not bound: say marks.workspace_id = $n beside it'],
    ],
  ])('refuse %s', async (_what, statements, problems) => {
    expect(await problemsOf(statements)).toEqual(problems)
  })
})
