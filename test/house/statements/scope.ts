import type { A_Const, ColumnRef, Node, SelectStmt, TypeCast } from 'libpg-query'
import { asCall, asColumn, asSelect, asSubLink, columnOf, functionName, inside, walkNodes } from './nodes.ts'

/** The column that every table of a workspace begins with. */
export const WORKSPACE = 'workspace_id'

/** A column that a query gives; `bound` when it can only hold the workspace that a value handed in. */
export interface Output {
  name: string
  bound: boolean
}

/** Outputs under the names of a column list, as in `x (a, b)`; without one they keep theirs. */
export const renamed = (outputs: Output[], names: string[]): Output[] => {
  if (names.length === 0) return outputs
  // After `*` nobody can tell which column is the n-th.
  const countable = !outputs.some(({ name }) => name === '*')
  return names.map((name, at) => ({ name, bound: countable && (outputs[at]?.bound ?? false) }))
}

/** Something in FROM. `table` must be bound; `reference` may be; `derived` gives columns. */
export interface Entry {
  alias: string
  kind: 'table' | 'reference' | 'derived'
  /** What to call it in a message. */
  title: string
  bound: boolean
  outputs: Output[]
}

/** What names mean at one level of a query. */
export interface Scope {
  entries: Entry[]
  outer: Scope | undefined
}

/** Names of WITH queries and what they give. */
export type Ctes = ReadonlyMap<string, Output[]>

/** What an analysis carries along. */
export interface Context {
  ctes: Ctes
  /** Silent while the bound tables of a level are still being found out. */
  report: (problem: string) => void
  isReference: (schema: string | undefined, table: string) => boolean
  /** Names that stand for values: parameters of a SQL function. */
  parameters: ReadonlySet<string>
  /** Checks a query and tells what it gives. */
  query: (select: SelectStmt, outer: Scope | undefined, context: Context) => Output[]
}

const holds = (entry: Entry, name: string): boolean =>
  entry.kind === 'derived' ? entry.outputs.some((output) => output.name === name) : name === WORKSPACE

/**
 * The entries that a column may come from, nearest level first. Several only where USING merged them: PostgreSQL
 * refuses an ambiguous name. A reference table is believed to have the column only when nothing else has.
 */
export const sourcesOf = (column: ColumnRef, scope: Scope | undefined): Entry[] => {
  const { qualifier, name } = columnOf(column)
  for (let level = scope; level; level = level.outer) {
    if (qualifier !== undefined) {
      const entry = level.entries.find(({ alias }) => alias === qualifier)
      if (entry) return [entry]
      continue
    }
    const certain = level.entries.filter((entry) => entry.kind !== 'reference' && holds(entry, name))
    if (certain.length > 0) return certain
    const perhaps = level.entries.filter((entry) => entry.kind === 'reference' && holds(entry, name))
    if (perhaps.length === 1) return perhaps
  }
  return []
}

const isBoundColumn = (column: ColumnRef, scope: Scope | undefined, context: Context): boolean => {
  const { qualifier, name } = columnOf(column)
  const sources = sourcesOf(column, scope)
  if (sources.length === 0) {
    return context.parameters.has(qualifier === undefined ? name : `${qualifier}.${name}`)
  }
  return sources.some((entry) => {
    if (entry.kind !== 'derived') return name === WORKSPACE && entry.bound
    return entry.outputs.some((output) => output.name === name && output.bound)
  })
}

/** True if everything that an expression is made of was handed in: no column but bound ones, no sub-query. */
export const isMadeOfValues = (value: unknown, scope: Scope | undefined, context: Context): boolean => {
  let good = true
  walkNodes(value, (kind, node) => {
    if (kind === 'SubLink') good = false
    if (kind === 'ColumnRef' && !isBoundColumn(node as ColumnRef, scope, context)) good = false
    return good
  })
  return good
}

/** True if an expression can only be the workspace that a value handed in. */
export const isBoundValue = (node: Node | undefined, scope: Scope | undefined, context: Context): boolean => {
  const column = asColumn(node)
  if (column) return isBoundColumn(column, scope, context)
  const cast = inside<TypeCast>(node, 'TypeCast')
  if (cast) return isBoundValue(cast.arg, scope, context)
  if (inside(node, 'ParamRef')) return true
  const constant = inside<A_Const>(node, 'A_Const')
  if (constant) return !('isnull' in constant)
  const call = asCall(node)
  // `select unnest($1) as workspace_id`: one row for each value handed in.
  if (call) return functionName(call) === 'unnest' && isMadeOfValues(call.args, scope, context)
  const link = asSubLink(node)
  if (link?.subLinkType !== 'EXPR_SUBLINK') return false
  const select = asSelect(link.subselect)
  return select !== undefined && context.query(select, scope, quiet(context))[0]?.bound === true
}

/** The same context without a voice. */
export const quiet = (context: Context): Context => ({ ...context, report: () => undefined })
