import type { Node } from 'libpg-query'
import { asColumn, asOperator, columnOf, inside, textOf, walkNodes } from './nodes.ts'

const chosenOf = (node: Node | undefined): Node[] =>
  inside<{ args?: Node[] }>(node, 'CoalesceExpr')?.args ?? []

/** What stays an expression until rows are read: a column, or a query. */
const isRead = (node: Node): boolean => asColumn(node) !== undefined || inside(node, 'SubLink') !== undefined

/** Ids that are compared with a coalesced column or query anywhere in a statement, by name. */
export const coalescedIds = (statement: Node): string[] => {
  const found: string[] = []
  walkNodes(statement, (kind, child) => {
    const operator = kind === 'A_Expr' ? asOperator({ A_Expr: child } as Node) : undefined
    if (operator && textOf(operator.name?.at(-1)) === '=') {
      for (const [one, other] of [
        [operator.lexpr, operator.rexpr],
        [operator.rexpr, operator.lexpr],
      ]) {
        const column = asColumn(one)
        const { name } = column ? columnOf(column) : { name: '' }
        if (/(^|_)id$/.test(name) && chosenOf(other).some(isRead)) found.push(name)
      }
    }
    return true
  })
  return found
}
