import type pg from 'pg'

/** What a table holds: its rows, and a sum of each column over its first and its last thousand rows. */
export interface Held {
  rows: number
  columns: ReadonlyMap<string, string>
}

interface Table {
  name: string
  columns: { name: string; type: string }[]
  /** Columns of the primary key; empty where there is none. */
  key: string[]
}

const SAMPLE = 1000

const tablesOf = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
       (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', t.typname) order by a.attnum)
         from pg_attribute a join pg_type t on t.oid = a.atttypid
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       array(select a.attname::text from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, n)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary order by k.n) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
     order by 1`,
  )
  return rows
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Files may be large: how long they are is enough. */
const asText = ({ name, type }: Table['columns'][number]): string =>
  type === 'bytea' ? `octet_length(${quoted(name)})::text` : `${quoted(name)}::text`

const sumsOf = async (client: pg.Client, table: Table): Promise<Map<string, string>> => {
  const key = table.key.map(quoted)
  if (key.length === 0) return new Map()
  const end = (direction: 'asc' | 'desc'): string =>
    `(select * from ${quoted(table.name)} order by ${key.map((one) => `${one} ${direction}`).join(', ')} limit ${SAMPLE})`
  const sums = table.columns.map(
    (column, n) =>
      `md5(string_agg(md5(coalesce(${asText(column)}, '')), '' order by ${key.join(', ')})) as c${n}`,
  )
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${sums.join(', ')} from (${end('asc')} union all ${end('desc')}) as sample`,
  )
  return new Map(table.columns.map(({ name }, n) => [name, rows[0]?.[`c${n}`] ?? '']))
}

/** What every table of ours holds now. */
export const heldRows = async (client: pg.Client): Promise<Map<string, Held>> => {
  const held = new Map<string, Held>()
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query<{ rows: string }>(
      `select count(*) as rows from ${quoted(table.name)}`,
    )
    held.set(table.name, { rows: Number(rows[0]?.rows), columns: await sumsOf(client, table) })
  }
  return held
}

/** What a migration says that it takes away: `-- loses: table` or `-- loses: table.column`, one a line. */
const declaredIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(/^-- loses: ([a-z_.]+)/gm)].map(([, what = '']) => what)))

const lostColumns = (table: string, was: Held, is: Held, declared: ReadonlySet<string>): string[] =>
  [...was.columns].flatMap(([column, sum]) => {
    const now = is.columns.get(column)
    const same = now === undefined ? was.rows === 0 : now === sum || is.rows > was.rows
    return same || declared.has(`${table}.${column}`) ? [] : [`what stands in ${table}.${column}`]
  })

/**
 * What was there before and is not any more, as sentences: a table, rows of one, a column, or words in one. A migration
 * may declare what it takes away (`-- loses: table.column`). Where rows were added, words are not compared.
 */
export const lostBetween = (
  before: ReadonlyMap<string, Held>,
  after: ReadonlyMap<string, Held>,
  texts: readonly string[],
): string[] => {
  const declared = declaredIn(texts)
  const lost: string[] = []
  for (const [table, was] of before) {
    const is = after.get(table)
    if (declared.has(table)) continue
    if (!is) lost.push(`the table ${table} with ${was.rows} rows`)
    else if (is.rows < was.rows) lost.push(`${was.rows - is.rows} of ${was.rows} rows of ${table}`)
    else lost.push(...lostColumns(table, was, is, declared))
  }
  return lost
}
