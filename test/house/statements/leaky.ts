import type {
  CommonTableExpr,
  Node,
  RangeSubselect,
  RangeVar,
  ResTarget,
  SelectStmt,
  SubLink,
} from 'libpg-query'
import { aliasOf, asColumn, asOperator, asSelect, columnOf, inside, textOf, walkNodes } from './nodes.ts'

/** Names under which queries in FROM and WITH give what a function made of a column: `alias.name`. */
type Made = ReadonlySet<string>

/** What a sub-query in an expression gives is a value by the time that rows are compared. */
const outsideSubQueries = (kind: string): boolean => kind !== 'SubLink'

/** True when a column of another table than `own` stands somewhere in an expression. */
const readsOther = (expression: unknown, own?: string): boolean => {
  let found = false
  walkNodes(expression, (kind, child) => {
    if (kind === 'ColumnRef' && (own === undefined || columnOf(child as object).qualifier !== own))
      found = true
    return outsideSubQueries(kind)
  })
  return found
}

/** True when a call over a column of another table than `own` does, or what a query made by one. */
const callsOverOther = (expression: unknown, own?: string, made: Made = new Set()): boolean => {
  let found = false
  walkNodes(expression, (kind, child) => {
    if (kind === 'FuncCall' && readsOther(child, own)) found = true
    if (kind === 'ColumnRef') {
      const { qualifier, name } = columnOf(child as object)
      if (qualifier !== own && made.has(`${qualifier}.${name}`)) found = true
    }
    return outsideSubQueries(kind)
  })
  return found
}

/** PostgreSQL takes such a query for a part of the one around it; any other is worked off by itself before. */
const isDissolved = (select: SelectStmt): boolean =>
  select.op === 'SETOP_NONE' &&
  [select.distinctClause, select.groupClause, select.windowClause].every((clause) => !clause?.length) &&
  [select.havingClause, select.limitCount, select.limitOffset, select.withClause].every((clause) => !clause)

const outputsOf = (select: SelectStmt): ResTarget[] =>
  (select.targetList ?? []).flatMap((node) => inside<ResTarget>(node, 'ResTarget') ?? [])

/** What queries in FROM and WITH make by functions of columns. */
const madeBy = (statement: Node): Made => {
  const made = new Set<string>()
  const queries = new Map<string, SelectStmt>()
  walkNodes(statement, (kind, child) => {
    if (kind === 'CommonTableExpr') {
      const { ctename = '', ctequery, ctematerialized } = child as CommonTableExpr
      const select = asSelect(ctequery)
      if (select && ctematerialized !== 'CTEMaterializeAlways') queries.set(ctename, select)
    }
    return true
  })
  const add = (alias: string, select: SelectStmt): void => {
    if (!isDissolved(select)) return
    for (const { name, val } of outputsOf(select))
      if (name && callsOverOther(val)) made.add(`${alias}.${name}`)
  }
  walkNodes(statement, (kind, child) => {
    const select = kind === 'RangeSubselect' ? asSelect((child as RangeSubselect).subquery) : undefined
    if (select) add((child as RangeSubselect).alias?.aliasname ?? '', select)
    const query = kind === 'RangeVar' ? queries.get((child as RangeVar).relname ?? '') : undefined
    if (query) add(aliasOf(child as RangeVar), query)
    return true
  })
  return made
}

/** Columns that are compared with a function of another table's column anywhere in a statement, by name. */
export const leakilyCompared = (statement: Node): string[] => {
  const found: string[] = []
  const made = madeBy(statement)
  const compare = (one: Node | undefined, other: Node | undefined): void => {
    const column = asColumn(one)
    if (!column) return
    const { name, qualifier } = columnOf(column)
    const select = asSelect(other)
    const leaky = select
      ? isDissolved(select) && outputsOf(select).some(({ val }) => callsOverOther(val))
      : callsOverOther(other, qualifier, made)
    if (leaky) found.push(name)
  }
  walkNodes(statement, (kind, child) => {
    const operator = kind === 'A_Expr' ? asOperator({ A_Expr: child } as Node) : undefined
    if (operator && textOf(operator.name?.at(-1)) === '=') {
      compare(operator.lexpr, operator.rexpr)
      compare(operator.rexpr, operator.lexpr)
    }
    const link = kind === 'SubLink' ? (child as SubLink) : undefined
    if (link?.subLinkType === 'ANY_SUBLINK') compare(link.testexpr, link.subselect)
    return true
  })
  return found
}
