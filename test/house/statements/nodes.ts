import type { A_Expr, ColumnRef, FuncCall, Node, RangeVar, SelectStmt, SubLink } from 'libpg-query'

/** The inside of a node when it is of the given kind: `inside(node, 'SelectStmt')`. */
export const inside = <T>(node: Node | undefined, kind: string): T | undefined =>
  node === undefined ? undefined : ((node as Record<string, unknown>)[kind] as T | undefined)

export const asSelect = (node: Node | undefined) => inside<SelectStmt>(node, 'SelectStmt')
export const asColumn = (node: Node | undefined) => inside<ColumnRef>(node, 'ColumnRef')
export const asCall = (node: Node | undefined) => inside<FuncCall>(node, 'FuncCall')
export const asSubLink = (node: Node | undefined) => inside<SubLink>(node, 'SubLink')
export const asOperator = (node: Node | undefined) => inside<A_Expr>(node, 'A_Expr')

/** The text of a String node. */
export const textOf = (node: Node | undefined): string =>
  inside<{ sval?: string }>(node, 'String')?.sval ?? ''

/** Items of a List node. */
export const itemsOf = (node: Node | undefined): Node[] =>
  inside<{ items?: Node[] }>(node, 'List')?.items ?? []

/** The values of `(a, b)`; undefined for anything else. */
export const rowOf = (node: Node | undefined): Node[] | undefined =>
  inside<{ args?: Node[] }>(node, 'RowExpr')?.args

/** Qualifier (table or alias) and name of a column; `name` is `*` for all columns. */
export const columnOf = (column: ColumnRef): { qualifier: string | undefined; name: string } => {
  const fields = column.fields ?? []
  const last = fields.at(-1)
  const name = inside(last, 'A_Star') ? '*' : textOf(last)
  return { qualifier: fields.length > 1 ? textOf(fields.at(-2)) : undefined, name }
}

/** Unqualified name of a function, in lower case. */
export const functionName = (call: FuncCall): string => textOf(call.funcname?.at(-1)).toLowerCase()

/** The name under which a FROM item is known. */
export const aliasOf = (table: RangeVar): string => table.alias?.aliasname ?? table.relname ?? ''

/** Calls `visit` with every node below `value`; `visit` answers false to stay out of it. */
export const walkNodes = (value: unknown, visit: (kind: string, node: unknown) => boolean): void => {
  if (Array.isArray(value)) {
    for (const item of value) walkNodes(item, visit)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [kind, child] of Object.entries(value)) {
    if (typeof child === 'object' && child !== null && visit(kind, child)) walkNodes(child, visit)
  }
}

/** Sub-queries inside expressions, not those of FROM and WITH, nor sub-queries of sub-queries. */
export const subLinksIn = (value: unknown): SubLink[] => {
  const found: SubLink[] = []
  walkNodes(value, (kind, node) => {
    if (kind === 'SubLink') {
      const link = node as SubLink
      found.push(link, ...subLinksIn(link.testexpr))
    }
    return (
      !['SubLink', 'RangeSubselect', 'SelectStmt', 'withClause', 'larg', 'rarg'].includes(kind) ||
      isJoin(node)
    )
  })
  return found
}

// `larg` and `rarg` are the halves of a UNION, which are queries of their own, and also the sides of a JOIN, whose
// conditions belong to this query: those are wrapped in a node kind.
const isJoin = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && ('JoinExpr' in node || 'RangeFunction' in node)
