import { describe, expect, it } from 'vitest'
import { checkStatement } from './statement-rules.ts'

const referenceTables = ['workspaces', 'sessions', 'graphile_worker.*', 'audit.migrations']
const check = (sql: string, parameters?: string[]): string[] =>
  checkStatement(sql, { referenceTables, ...(parameters ? { parameters } : {}) })

const good: [string, string][] = [
  ['a parameter', 'select * from conversations where workspace_id = $1'],
  ['a parameter on the left', 'select * from conversations c where $1 = c.workspace_id and c.id = $2'],
  ['a cast parameter', 'select * from conversations where workspace_id = $1::bigint'],
  ['a constant', 'select * from conversations where workspace_id = 7'],
  ['a schema in front', 'select * from public.conversations where conversations.workspace_id = $1'],
  [
    'an inner join with an equal column',
    'select * from conversations c join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id where c.workspace_id = $1',
  ],
  [
    'an inner join bound from the other side',
    'select * from conversations c join messages m on m.workspace_id = c.workspace_id where m.workspace_id = $1',
  ],
  [
    'a comma join',
    'select * from conversations c, messages m where c.workspace_id = $1 and m.workspace_id = c.workspace_id',
  ],
  [
    'USING',
    'select * from conversations join messages using (workspace_id, conversation_id) where workspace_id = $1',
  ],
  [
    'USING three times',
    'select * from a join b using (workspace_id) left join c using (workspace_id) where a.workspace_id = $1',
  ],
  [
    'a left join bound in ON',
    'select * from conversations c left join agents a on a.workspace_id = c.workspace_id and a.id = c.agent_id where c.workspace_id = $1',
  ],
  [
    'a right join whose left side ON binds',
    'select * from agents a right join conversations c on a.workspace_id = c.workspace_id where c.workspace_id = $1',
  ],
  [
    'a chain of equal columns',
    'select * from a join b on b.workspace_id = a.workspace_id join c on c.workspace_id = b.workspace_id where c.workspace_id = $1',
  ],
  [
    'a nested join',
    'select * from a left join (b join c on c.workspace_id = b.workspace_id) on b.workspace_id = a.workspace_id where a.workspace_id = $1',
  ],
  ['a row comparison', 'select * from conversations where (workspace_id, id) = ($1, $2)'],
  [
    'a keyset page',
    'select * from conversations where workspace_id = $1 and (moved_at, id) < ($2, $3) order by moved_at desc, id desc limit 50',
  ],
  [
    'EXISTS with the outer column',
    'select * from conversations c where c.workspace_id = $1 and exists (select 1 from tags t where t.workspace_id = c.workspace_id and t.conversation_id = c.id)',
  ],
  [
    'a sub-query with its own parameter',
    'select * from conversations where workspace_id = $1 and agent_id in (select id from agents where workspace_id = $1)',
  ],
  [
    'a sub-query in the target list',
    'select (select count(*) from messages m where m.workspace_id = c.workspace_id) from conversations c where c.workspace_id = $1',
  ],
  [
    'a sub-query in ORDER BY',
    'select * from c where workspace_id = $1 order by (select max(at) from m where m.workspace_id = c.workspace_id)',
  ],
  ['a sub-query in FROM', 'select * from (select id from conversations where workspace_id = $1) c'],
  [
    'a table joined to the output of a sub-query',
    'select * from (select workspace_id, id from conversations where workspace_id = $1) c join messages m on m.workspace_id = c.workspace_id',
  ],
  [
    'a table joined to all columns of a sub-query',
    'select * from (select * from conversations where workspace_id = $1) c join messages m on m.workspace_id = c.workspace_id',
  ],
  [
    'LATERAL',
    'select * from conversations c cross join lateral (select text from messages m where m.workspace_id = c.workspace_id limit 1) last where c.workspace_id = $1',
  ],
  [
    'LATERAL that a later join leans on',
    'select * from a, lateral (select b.workspace_id, b.id from b where b.workspace_id = a.workspace_id) x join c on c.workspace_id = x.workspace_id where a.workspace_id = $1',
  ],
  [
    'a WITH query',
    'with mine as (select workspace_id, id from conversations where workspace_id = $1) select * from mine join messages m on m.workspace_id = mine.workspace_id and m.conversation_id = mine.id',
  ],
  [
    'a WITH query with renamed columns',
    'with mine (workspace_id, id) as (select $1::bigint, $2::uuid) select * from conversations c join mine on mine.workspace_id = c.workspace_id',
  ],
  [
    'a recursive WITH query',
    'with recursive tree as (select workspace_id, id from topics where workspace_id = $1 and parent_id is null union all select t.workspace_id, t.id from topics t join tree on tree.workspace_id = t.workspace_id and tree.id = t.parent_id) select * from tree',
  ],
  [
    'a write in WITH whose RETURNING is used',
    'with taken as (delete from outbox where workspace_id = $1 returning workspace_id, id) insert into archive (workspace_id, id) select workspace_id, id from taken',
  ],
  [
    'rows handed in through unnest',
    'select * from unnest($1::bigint[], $2::uuid[]) as wanted(workspace_id, id) join messages m on m.workspace_id = wanted.workspace_id and m.id = wanted.id',
  ],
  [
    'rows handed in as JSON',
    'select * from jsonb_to_recordset($1::jsonb) as wanted(workspace_id bigint, id uuid) join messages m using (workspace_id, id)',
  ],
  [
    'rows handed in through VALUES',
    'select * from (values ($1::bigint, $2::uuid), ($3, $4)) as wanted(workspace_id, id) join messages m on m.workspace_id = wanted.workspace_id',
  ],
  ['row IN a list', 'select * from messages where (workspace_id, id) in (($1, $2), ($3, $4))'],
  [
    'row IN unnest',
    'select * from messages where (workspace_id, id) in (select * from unnest($1::bigint[], $2::uuid[]) as wanted(workspace_id, id))',
  ],
  [
    'IN a sub-query that is bound',
    'select * from messages where workspace_id in (select workspace_id from conversations where workspace_id = $1)',
  ],
  [
    'UNION of bound halves',
    'select id from a where workspace_id = $1 union all select id from b where workspace_id = $1',
  ],
  [
    'a table joined to a UNION',
    'select * from (select workspace_id, id from a where workspace_id = $1 union all select workspace_id, id from b where workspace_id = $1) x join c on c.workspace_id = x.workspace_id',
  ],
  ['INSERT of values', 'insert into tags (workspace_id, id, name) values ($1, $2, $3)'],
  ['INSERT of many', 'insert into tags (id, workspace_id) select id, $1 from unnest($2::uuid[]) as ids(id)'],
  [
    'INSERT of rows handed in',
    'insert into tags (workspace_id, id) select * from unnest($1::bigint[], $2::uuid[]) as rows(workspace_id, id)',
  ],
  [
    'INSERT from a table',
    'insert into tags (workspace_id, id) select workspace_id, id from old_tags where workspace_id = $1',
  ],
  [
    'an upsert',
    'insert into counters (workspace_id, name, n) values ($1, $2, 1) on conflict (workspace_id, name) do update set n = counters.n + excluded.n, at = $3',
  ],
  [
    'INSERT that does nothing on conflict',
    'insert into tags (workspace_id, id) values ($1, $2) on conflict do nothing returning id',
  ],
  ['UPDATE', 'update conversations set status = $3, moved_at = now() where workspace_id = $1 and id = $2'],
  [
    'UPDATE with FROM',
    'update conversations c set n = x.n from (values ($1::bigint, $2::uuid, 3)) as x(workspace_id, id, n) where c.workspace_id = x.workspace_id and c.id = x.id',
  ],
  [
    'UPDATE with FROM a table',
    'update a set n = b.n from b where a.workspace_id = $1 and b.workspace_id = a.workspace_id and b.id = a.id returning a.id',
  ],
  [
    'UPDATE with a sub-query',
    'update a set n = (select count(*) from b where b.workspace_id = a.workspace_id) where workspace_id = $1',
  ],
  ['DELETE', 'delete from tags where workspace_id = $1 and id = any($2)'],
  [
    'DELETE with USING',
    'delete from tags t using conversations c where t.workspace_id = $1 and c.workspace_id = t.workspace_id',
  ],
  [
    'a lock of rows',
    'select id from outbox where workspace_id = $1 order by id for update skip locked limit 10',
  ],
  ['a look-up table', 'select workspace_id from sessions where token = $1'],
  [
    'a look-up table beside a bound one',
    'select * from sessions s join agents a on a.workspace_id = $1 and a.id = s.agent_id where s.token = $2',
  ],
  [
    'a look-up table that is itself bound',
    'select * from sessions s join agents a on a.workspace_id = s.workspace_id where s.workspace_id = $1',
  ],
  ['a schema of look-up tables', 'select * from graphile_worker.jobs'],
  ['a catalogue', 'select relname from pg_class join pg_catalog.pg_namespace n on n.oid = relnamespace'],
  ['information_schema', "select table_name from information_schema.tables where table_schema = 'public'"],
  ['no table at all', 'select 1'],
  ['set_config', "select set_config('madoguchi.workspace', $1, true)"],
  ['a notification', "select pg_notify('live', $1)"],
  ['a transaction', 'begin'],
  [
    'a definition',
    'create table x (workspace_id bigint not null, id uuid not null, primary key (workspace_id, id))',
  ],
  ['EXPLAIN of a bound query', 'explain select * from a where workspace_id = $1'],
  ['COPY with the column', 'copy tags (workspace_id, id) from stdin'],
  ['COPY of all columns', 'copy tags from stdin'],
  [
    'a marked sweep',
    'delete from tags where expires_at < $1 /* every-workspace: nightly sweep of what has expired */',
  ],
]

describe('a statement passes with', () => {
  it.each(good)('%s', (_what, sql) => {
    expect(check(sql)).toEqual([])
  })
})

describe('inside a SQL function', () => {
  const body = 'select * from conversations where workspace_id = p_workspace_id'
  it('a parameter binds', () => {
    expect(check(body, ['p_workspace_id'])).toEqual([])
  })
  it('another name does not', () => {
    expect(check(body)).toHaveLength(1)
  })
})
