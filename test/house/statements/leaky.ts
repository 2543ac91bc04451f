import type { Node } from 'libpg-query'
import { asColumn, asOperator, columnOf, textOf, walkNodes } from './nodes.ts'

/** What a sub-query gives is a value by the time that rows are compared. */
const outsideSubQueries = (kind: string): boolean => kind !== 'SubLink'

/** True when a column of another table than `own` stands somewhere in an expression. */
const readsOther = (expression: unknown, own: string | undefined): boolean => {
  let found = false
  walkNodes(expression, (kind, child) => {
    if (kind === 'ColumnRef' && columnOf(child as object).qualifier !== own) found = true
    return outsideSubQueries(kind)
  })
  return found
}

/** True when a call over a column of another table than `own` does. */
const callsOverOther = (expression: unknown, own: string | undefined): boolean => {
  let found = false
  walkNodes(expression, (kind, child) => {
    if (kind === 'FuncCall' && readsOther(child, own)) found = true
    return outsideSubQueries(kind)
  })
  return found
}

/** Columns that are compared with a function of another table's column anywhere in a statement, by name. */
export const leakilyCompared = (statement: Node): string[] => {
  const found: string[] = []
  walkNodes(statement, (kind, child) => {
    const operator = kind === 'A_Expr' ? asOperator({ A_Expr: child } as Node) : undefined
    if (operator && textOf(operator.name?.at(-1)) === '=') {
      for (const [one, other] of [
        [operator.lexpr, operator.rexpr],
        [operator.rexpr, operator.lexpr],
      ]) {
        const column = asColumn(one)
        if (!column) continue
        const { name, qualifier } = columnOf(column)
        if (callsOverOther(other, qualifier)) found.push(name)
      }
    }
    return true
  })
  return found
}
