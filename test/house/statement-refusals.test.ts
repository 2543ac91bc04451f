import { describe, expect, it } from 'vitest'
import { checkStatement } from './statement-rules.ts'

const referenceTables = ['workspaces', 'sessions', 'graphile_worker.*', 'audit.migrations']
const check = (sql: string): string[] => checkStatement(sql, { referenceTables })

const bad: [string, string, string[]][] = [
  ['a table without a condition', 'select * from conversations', ['conversations']],
  ['a table bound by its id only', 'select * from conversations where id = $1', ['conversations']],
  [
    'the second table of a join',
    'select * from conversations c join messages m on m.conversation_id = c.id where c.workspace_id = $1',
    ['messages (m)'],
  ],
  ['both tables of a join', 'select * from a join b on b.workspace_id = a.workspace_id', ['a', 'b']],
  [
    'the left side of a left join by ON',
    'select * from a left join b on b.workspace_id = a.workspace_id and a.workspace_id = $1',
    ['a', 'b'],
  ],
  [
    'the right side of a left join',
    'select * from a left join b on b.id = a.id where a.workspace_id = $1',
    ['b'],
  ],
  [
    'a full join',
    'select * from a full join b on b.workspace_id = a.workspace_id where a.workspace_id = $1',
    ['b'],
  ],
  ['a condition under OR', 'select * from a where workspace_id = $1 or public', ['a']],
  ['a condition under NOT', 'select * from a where not (workspace_id = $1)', ['a']],
  ['another operator', 'select * from a where workspace_id >= $1', ['a']],
  ['several workspaces', 'select * from a where workspace_id = any($1)', ['a']],
  ['a list of workspaces', 'select * from a where workspace_id in ($1, $2)', ['a']],
  ['its own column', 'select * from a where workspace_id = workspace_id', ['a']],
  ['NULL', 'select * from a where workspace_id = null', ['a']],
  ['another column', 'select * from a where workspace_id = other_id', ['a']],
  ['a sub-query in WHERE', 'select * from a where workspace_id = $1 and id in (select a_id from b)', ['b']],
  [
    'a sub-query in the target list',
    'select (select count(*) from b where b.a_id = a.id) from a where workspace_id = $1',
    ['b'],
  ],
  [
    'a sub-query in FROM, bound outside only',
    'select * from (select * from a) x where x.workspace_id = $1',
    ['a'],
  ],
  [
    'a sub-query of a sub-query',
    'select * from a where workspace_id = $1 and exists (select 1 from b where b.workspace_id = $1 and b.id in (select id from c))',
    ['c'],
  ],
  [
    'a sub-query in the condition of a join',
    'select * from a join b on b.workspace_id = $1 and b.id = (select max(id) from c) where a.workspace_id = $1',
    ['c'],
  ],
  [
    'a sub-query in FROM that can not see its neighbour',
    'select * from a, (select * from b where b.workspace_id = $1) x, c where a.workspace_id = $1',
    ['c'],
  ],
  [
    'a correlation with an unbound table',
    'select * from a where exists (select 1 from b where b.workspace_id = a.workspace_id)',
    ['a', 'b'],
  ],
  ['a WITH query', 'with x as (select * from a) select * from x', ['a']],
  [
    'a WITH query that gives another column of that name',
    'with x as (select other_id as workspace_id from a where workspace_id = $1) select * from x join b on b.workspace_id = x.workspace_id',
    ['b'],
  ],
  ['the second half of a UNION', 'select id from a where workspace_id = $1 union select id from b', ['b']],
  [
    'a UNION whose halves differ',
    'select * from (select workspace_id from a where workspace_id = $1 union all select other_id from b where workspace_id = $1) x join c on c.workspace_id = x.workspace_id',
    ['c'],
  ],
  [
    'the second half of a recursive query',
    'with recursive t as (select workspace_id, id from a where workspace_id = $1 union all select a.workspace_id, a.id from a join t on t.id = a.parent_id) select * from t',
    ['a'],
  ],
  [
    'a recursive query that lets go of its workspace',
    'with recursive t as (select workspace_id, id from a where workspace_id = $1 union all select b.other_id, b.id from b join t on t.workspace_id = b.workspace_id) select * from t',
    ['b'],
  ],
  [
    'a LATERAL neighbour',
    'select * from a cross join lateral (select * from b where b.a_id = a.id) x where a.workspace_id = $1',
    ['b'],
  ],
  [
    'a function of columns',
    'select * from a, unnest(a.workspaces) as w(workspace_id) join b on b.workspace_id = w.workspace_id where a.workspace_id = $1',
    ['b'],
  ],
  [
    'a look-up table as the only bond',
    'select * from sessions s join agents a on a.workspace_id = s.workspace_id where s.token = $1',
    ['agents (a)'],
  ],
  [
    'row IN a table',
    'select * from a where (workspace_id, id) in (select workspace_id, a_id from b where token = $1)',
    ['a', 'b'],
  ],
  ['NATURAL JOIN', 'select * from a natural join b where a.workspace_id = $1', ['b']],
  ['UPDATE', 'update a set n = 1 where id = $1', ['a']],
  ['the FROM of an UPDATE', 'update a set n = b.n from b where a.workspace_id = $1 and b.id = a.id', ['b']],
  ['DELETE', 'delete from a where id = $1', ['a']],
  ['DELETE of everything', 'delete from a', ['a']],
  ['the USING of a DELETE', 'delete from a using b where a.workspace_id = $1 and b.id = a.id', ['b']],
  ['a write in WITH', 'with gone as (delete from a where id = $1 returning id) select * from gone', ['a']],
  ['INSERT from an unbound table', 'insert into a (workspace_id, id) select $1, id from b', ['b']],
  ['EXPLAIN', 'explain analyze select * from a', ['a']],
  ['a cursor', 'declare c cursor for select * from a', ['a']],
  ['COPY of a query', 'copy (select * from a) to stdout', ['a']],
  ['the second of two statements', 'select 1; select * from a', ['a']],
  ['a mark without a reason', 'select * from a /* every-workspace: */', ['a']],
]

describe('a statement is refused for', () => {
  it.each(bad)('%s', (_what, sql, tables) => {
    const named = check(sql).map((problem) => problem.replace(/ is not bound: .*/, ''))
    expect(named.sort()).toEqual(tables)
  })

  it.each([
    [
      'INSERT without the column',
      'insert into a (id) values ($1)',
      'a is written without workspace_id among its columns',
    ],
    [
      'INSERT without columns',
      'insert into a values ($1, $2)',
      'a is written without workspace_id among its columns',
    ],
    [
      'INSERT of a default workspace',
      'insert into a (workspace_id, id) values (default, $1)',
      'a gets a workspace_id that was not handed in',
    ],
    [
      'INSERT of a looked-up workspace',
      'insert into a (workspace_id, id) select workspace_id, id from sessions where token = $1',
      'a gets a workspace_id that was not handed in',
    ],
    [
      'now() in an upsert',
      'insert into a (workspace_id, id) values ($1, $2) on conflict (workspace_id, id) do update set at = now()',
      'a calls now() in DO UPDATE SET: hand the value in',
    ],
    [
      'current_timestamp in an upsert',
      'insert into a (workspace_id, id) values ($1, $2) on conflict (workspace_id, id) do update set at = coalesce(a.at, current_timestamp)',
      'a calls current_timestamp in DO UPDATE SET: hand the value in',
    ],
    [
      'random() in an upsert',
      'insert into a (workspace_id, id) values ($1, $2) on conflict (workspace_id, id) do update set n = floor(random() * 9)',
      'a calls random() in DO UPDATE SET: hand the value in',
    ],
    [
      'a row that moves',
      'update a set workspace_id = $2 where workspace_id = $1',
      'a sets workspace_id: a row never moves to another workspace',
    ],
    [
      'a row that an upsert moves',
      'insert into a (workspace_id, id) values ($1, $2) on conflict (workspace_id, id) do update set workspace_id = excluded.workspace_id',
      'a sets workspace_id: a row never moves to another workspace',
    ],
    [
      'MERGE',
      'merge into a using b on a.id = b.id when matched then delete',
      'MERGE is not used here: insert … on conflict says the same',
    ],
    [
      'LOCK TABLE',
      'lock table a in exclusive mode',
      'a is locked for every workspace: lock rows, or a row of the workspace',
    ],
    ['COPY out', 'copy a to stdout', 'a is copied out for every workspace'],
    [
      'COPY in without the column',
      'copy a (id) from stdin',
      'a is written without workspace_id among its columns',
    ],
  ])('%s', (_what, sql, problem) => {
    expect(check(sql)).toEqual([problem])
  })

  it('a text that is no SQL, by throwing', () => {
    expect(() => check('selct 1')).toThrow(/syntax error/)
  })

  it('a column beside a function of another table’s column', () => {
    const where = (condition: string) =>
      `select * from a join unnest($2::text[]) as r (key) on ${condition} where a.workspace_id = $1`
    const refused = [
      "key is compared with a function of another table's column, which no index serves here: compute it beforehand",
    ]
    expect(check(where(`a.key = 'erased:' || encode(sha256(convert_to(r.key, 'UTF8')), 'hex')`))).toEqual(
      refused,
    )
    expect(check(where('lower(r.key) = a.key'))).toEqual(refused)
    expect(check(where('a.key in (select lower(o.key) from unnest($3::text[]) as o (key))'))).toEqual(refused)
    const small = (way: string) =>
      `select * from a join (select ${way} lower(o.key) as key from unnest($2::text[]) as o (key)) r on a.key = r.key where a.workspace_id = $1`
    expect(check(small(''))).toEqual(refused)
    expect(check(small('distinct'))).toEqual([])
    const before = (way: string) =>
      `with r as ${way} (select lower(o.key) as key from unnest($2::text[]) as o (key)) select * from a join r on a.key = r.key where a.workspace_id = $1`
    expect(check(before(''))).toEqual(refused)
    expect(check(before('materialized'))).toEqual([])
    // Of its own table, of a value, or of what a sub-query gave: that is known when rows are read.
    expect(check(where('a.key = r.key and a.other = lower(a.key) and a.key = lower($3)'))).toEqual([])
    expect(check(where('a.key = (select lower(o.key) from unnest($3::text[]) as o (key))'))).toEqual([])
  })

  it('an id beside a coalesced column', () => {
    const sql =
      'select * from a join b on b.workspace_id = $1 and b.id = coalesce(a.b_id, a.id) where a.workspace_id = $1'
    expect(check(sql)).toEqual([
      'id is compared with a coalesced column, which no index serves here: write CASE WHEN',
    ])
    const query =
      'select * from b where workspace_id = $1 and id = coalesce((select $2::uuid), (select $3::uuid))'
    expect(check(query)).toHaveLength(1)
    expect(check(query.replace('coalesce(', '(select coalesce(').concat(')'))).toEqual([])
  })
})
