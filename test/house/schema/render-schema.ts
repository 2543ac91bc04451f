import type { Client } from 'pg'

const RELATIONS = `c.relnamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

const COLUMNS = `
  select c.relname as table, format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when a.attidentity <> '' then ' generated always as identity' else '' end,
    case a.attgenerated when 's' then ' generated always as (' || pg_get_expr(e.adbin, e.adrelid) || ') stored'
      else coalesce(' default ' || pg_get_expr(e.adbin, e.adrelid), '') end) as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef e on e.adrelid = c.oid and e.adnum = a.attnum
  where ${RELATIONS} and c.relkind in ('r', 'p') order by c.relname, a.attnum`

const CONSTRAINTS = `
  select c.relname as table, format('constraint %I %s', n.conname, pg_get_constraintdef(n.oid)) as line
  from pg_class c join pg_constraint n on n.conrelid = c.oid and n.contype <> 'n'
  where ${RELATIONS} and c.relkind in ('r', 'p')
  order by c.relname, array_position('{p,u,f,c,x}', n.contype::text), n.conname`

const INDEXES = `
  select c.relname as table, pg_get_indexdef(x.indexrelid) || ';' as line
  from pg_class c join pg_index x on x.indrelid = c.oid
  where ${RELATIONS} and c.relkind in ('r', 'p')
    and not exists (select from pg_constraint n where n.conindid = x.indexrelid and n.contype in ('p', 'u', 'x'))
  order by c.relname, x.indexrelid::regclass::text`

const POLICIES = `
  select c.relname as table, format('create policy %I on %I using %s%s;', p.polname, c.relname,
    pg_get_expr(p.polqual, p.polrelid), coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')) as line
  from pg_class c join pg_policy p on p.polrelid = c.oid where ${RELATIONS} order by c.relname, p.polname`

const TRIGGERS = `
  select c.relname as table, pg_get_triggerdef(t.oid) || ';' as line
  from pg_class c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
  where ${RELATIONS} order by c.relname, t.tgname`

const FUNCTIONS = `
  select pg_get_functiondef(c.oid) as line from pg_proc c
  where c.pronamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by c.proname, pg_get_function_identity_arguments(c.oid)`

const SEQUENCES = `
  select 'create sequence ' || quote_ident(c.relname) || ';' as line from pg_class c
  where ${RELATIONS} and c.relkind = 'S' and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  order by c.relname`

interface Line {
  table?: string
  line: string
}

/**
 * The migrated database as one readable file: every table with its columns, constraints, indexes, policies and
 * triggers, then sequences and functions, each in order of name. For reading and comparing; migrations make the tables.
 */
export const renderSchema = async (client: Client): Promise<string> => {
  const ask = async (query: string): Promise<Line[]> => (await client.query<Line>(query)).rows
  const columns = await ask(COLUMNS)
  const constraints = await ask(CONSTRAINTS)
  const beside = [...(await ask(INDEXES)), ...(await ask(POLICIES)), ...(await ask(TRIGGERS))]
  const names = [...new Set(columns.map(({ table }) => table ?? ''))]
  const linesOf = (from: readonly Line[], name: string) =>
    from.filter(({ table }) => table === name).map(({ line }) => line)
  const tables = names.map((name) => {
    const inside = [...linesOf(columns, name), ...linesOf(constraints, name)].map((line) => `  ${line}`)
    return [`create table ${name} (\n${inside.join(',\n')}\n);`, ...linesOf(beside, name)].join('\n')
  })
  const rest = [...(await ask(SEQUENCES)), ...(await ask(FUNCTIONS))].map(({ line }) => line.trimEnd())
  return `${['-- What the migrations make, for reading. Written by the tests: npx vitest run test/house/schema -u', ...tables, ...rest].join('\n\n')}\n`
}
