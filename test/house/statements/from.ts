import type { Alias, FuncCall, JoinExpr, Node, RangeFunction, RangeSubselect, RangeVar } from 'libpg-query'
import type { Condition } from './conditions.ts'
import { aliasOf, asSelect, inside, itemsOf, textOf } from './nodes.ts'
import {
  WORKSPACE,
  isMadeOfValues,
  renamed,
  type Context,
  type Entry,
  type Output,
  type Scope,
} from './scope.ts'

/** FROM, read from left to right: what it names and the conditions of its joins. */
export interface From {
  scope: Scope
  conditions: Condition[]
  /** Which entries, in their order, an earlier reading found to be bound. */
  known: boolean[]
}

// What is known of an entry counts as soon as it stands in the list, so that LATERAL neighbours see it.
const add = ({ scope, known }: From, entry: Entry): void => {
  const bound = known[scope.entries.length] ?? false
  scope.entries.push({ ...entry, bound: entry.bound || bound })
}

const columnNames = (alias: Alias | undefined): string[] => (alias?.colnames ?? []).map(textOf)

/** The entry of a table in FROM, or of the target of a write. */
export const tableEntry = (table: RangeVar, context: Context): Entry => {
  const alias = aliasOf(table)
  const name = table.relname ?? ''
  const title = alias === name ? name : `${name} (${alias})`
  const cte = table.schemaname === undefined ? context.ctes.get(name) : undefined
  if (cte)
    return { alias, kind: 'derived', title, bound: true, outputs: renamed(cte, columnNames(table.alias)) }
  const kind = context.isReference(table.schemaname, name) ? 'reference' : 'table'
  return { alias, kind, title, bound: false, outputs: [] }
}

const derived = (alias: string, outputs: Output[]): Entry => ({
  alias,
  kind: 'derived',
  title: alias,
  bound: true,
  outputs,
})

const functionEntry = (range: RangeFunction, scope: Scope, context: Context): Entry => {
  const alias = range.alias?.aliasname ?? ''
  const bound = isMadeOfValues(range.functions, scope, context)
  const defined = (range.coldeflist ?? []).map(
    (node) => inside<{ colname?: string }>(node, 'ColumnDef')?.colname ?? '',
  )
  const listed = columnNames(range.alias)
  const calls = (range.functions ?? []).map((node) => inside<FuncCall>(itemsOf(node)[0], 'FuncCall'))
  const own = textOf(calls[0]?.funcname?.at(-1))
  const names = [...listed, ...defined]
  return derived(
    alias || own,
    (names.length > 0 ? names : [alias || own]).map((name) => ({ name, bound })),
  )
}

/** Which side of a join its ON condition keeps rows away from. */
const boundBy = (join: JoinExpr, left: Entry[], right: Entry[]): Entry[] => {
  if (join.jointype === 'JOIN_INNER') return [...left, ...right]
  if (join.jointype === 'JOIN_LEFT') return right
  return join.jointype === 'JOIN_RIGHT' ? left : []
}

// USING (workspace_id) is an equality between the two sides.
const usingConditions = (join: JoinExpr, left: Entry[], right: Entry[], binds: Set<Entry>): Condition[] => {
  if (!(join.usingClause ?? []).some((node) => textOf(node) === WORKSPACE)) return []
  const column = (entry: Entry): Node => ({
    ColumnRef: { fields: [{ String: { sval: entry.alias } }, { String: { sval: WORKSPACE } }] },
  })
  const pairs = left.flatMap((one) => right.map((other) => [one, other] as const))
  return pairs.map(([one, other]) => ({
    binds,
    expression: {
      A_Expr: {
        kind: 'AEXPR_OP',
        name: [{ String: { sval: '=' } }],
        lexpr: column(one),
        rexpr: column(other),
      },
    },
  }))
}

const readJoin = (join: JoinExpr, from: From, context: Context): void => {
  const { entries } = from.scope
  const start = entries.length
  if (join.larg) readItem(join.larg, from, context)
  const middle = entries.length
  if (join.rarg) readItem(join.rarg, from, context)
  const left = entries.slice(start, middle)
  const right = entries.slice(middle)
  const binds = new Set(boundBy(join, left, right))
  if (join.quals) from.conditions.push({ expression: join.quals, binds })
  from.conditions.push(...usingConditions(join, left, right, binds))
}

const readSubselect = (range: RangeSubselect, from: From, context: Context): void => {
  const select = asSelect(range.subquery)
  if (!select) return
  // Only LATERAL sees what stands to its left; the copy keeps it from seeing what follows.
  const left: Scope = { entries: [...from.scope.entries], outer: from.scope.outer }
  const outputs = context.query(select, range.lateral ? left : from.scope.outer, context)
  add(from, derived(range.alias?.aliasname ?? '', renamed(outputs, columnNames(range.alias))))
}

const readItem = (node: Node, from: From, context: Context): void => {
  const table = inside<RangeVar>(node, 'RangeVar')
  if (table) add(from, tableEntry(table, context))
  const join = inside<JoinExpr>(node, 'JoinExpr')
  if (join) readJoin(join, from, context)
  const subselect = inside<RangeSubselect>(node, 'RangeSubselect')
  if (subselect) readSubselect(subselect, from, context)
  const call = inside<RangeFunction>(node, 'RangeFunction')
  if (call) add(from, functionEntry(call, from.scope, context))
  const sample = inside<{ relation?: Node }>(node, 'RangeTableSample')
  if (sample?.relation) readItem(sample.relation, from, context)
}

/** Reads FROM, after the target of a write if there is one. */
export const readFrom = (
  items: Node[],
  target: Entry | undefined,
  known: boolean[],
  outer: Scope | undefined,
  context: Context,
): From => {
  const from: From = { scope: { entries: [], outer }, conditions: [], known }
  if (target) add(from, target)
  for (const item of items) readItem(item, from, context)
  return from
}
