import type { BoolExpr, Node, SelectStmt } from 'libpg-query'
import { asColumn, asOperator, asSelect, asSubLink, columnOf, itemsOf, rowOf, textOf } from './nodes.ts'
import { inside } from './nodes.ts'
import { WORKSPACE, isBoundValue, quiet, sourcesOf, type Context, type Entry, type Scope } from './scope.ts'

/** A condition that holds for every row, and the entries that it can bind (an outer join's ON binds one side only). */
export interface Condition {
  expression: Node
  binds: ReadonlySet<Entry>
}

/** Columns `left` equal, row by row, to one of the rows that `right` stands for. */
interface Equality {
  left: Node[]
  right: { rows: Node[][] } | { select: SelectStmt }
  binds: ReadonlySet<Entry>
}

const conjuncts = (node: Node): Node[] => {
  const both = inside<BoolExpr>(node, 'BoolExpr')
  return both?.boolop === 'AND_EXPR' ? (both.args ?? []).flatMap(conjuncts) : [node]
}

const rowOrValue = (node: Node | undefined): Node[] => rowOf(node) ?? (node ? [node] : [])

const equalitiesOf = ({ expression, binds }: Condition): Equality[] =>
  conjuncts(expression).flatMap((node): Equality[] => {
    const operator = asOperator(node)
    if (operator && textOf(operator.name?.at(-1)) === '=') {
      const left = rowOrValue(operator.lexpr)
      if (operator.kind === 'AEXPR_OP') {
        const right = rowOrValue(operator.rexpr)
        return [
          { left, right: { rows: [right] }, binds },
          { left: right, right: { rows: [left] }, binds },
        ]
      }
      // `workspace_id in ($1, $2)` reads several workspaces; `(workspace_id, id) in (($1, $2), …)` names single rows.
      const rows = itemsOf(operator.rexpr).map(rowOrValue)
      if (operator.kind === 'AEXPR_IN' && (left.length > 1 || rows.length === 1)) {
        return [{ left, right: { rows }, binds }]
      }
    }
    const link = asSubLink(node)
    const select = asSelect(link?.subselect)
    const plain = link?.operName === undefined || textOf(link.operName.at(-1)) === '='
    if (link?.subLinkType !== 'ANY_SUBLINK' || !select || !plain) return []
    return [{ left: rowOrValue(link.testexpr), right: { select }, binds }]
  })

const isBoundAt = (equality: Equality, at: number, scope: Scope, context: Context): boolean => {
  if ('rows' in equality.right) {
    const { rows } = equality.right
    return rows.length > 0 && rows.every((row) => isBoundValue(row[at], scope, context))
  }
  return context.query(equality.right.select, scope, quiet(context))[at]?.bound === true
}

const bindable = (node: Node, scope: Scope, binds: ReadonlySet<Entry>): Entry[] => {
  const column = asColumn(node)
  if (!column || columnOf(column).name !== WORKSPACE) return []
  return sourcesOf(column, scope).filter(
    (entry) => !entry.bound && entry.kind !== 'derived' && binds.has(entry),
  )
}

/** Marks the entries of a level that its conditions bind, directly or through one another. */
export const bindByConditions = (conditions: Condition[], scope: Scope, context: Context): void => {
  const equalities = conditions.flatMap(equalitiesOf)
  for (let changed = true; changed; ) {
    changed = false
    for (const equality of equalities) {
      equality.left.forEach((node, at) => {
        const entries = bindable(node, scope, equality.binds)
        if (entries.length === 0 || !isBoundAt(equality, at, scope, context)) return
        for (const entry of entries) entry.bound = true
        changed = true
      })
    }
  }
}
