import type { CommonTableExpr, Node, ResTarget, SelectStmt, TypeCast, WithClause } from 'libpg-query'
import { checkLevel, checkSubQueries } from './level.ts'
import { asCall, asColumn, asSelect, columnOf, functionName, inside, itemsOf, textOf } from './nodes.ts'
import {
  WORKSPACE,
  isBoundValue,
  quiet,
  renamed,
  type Context,
  type Ctes,
  type Entry,
  type Output,
  type Scope,
} from './scope.ts'

/** Checks a statement inside WITH that is no SELECT, and tells what its RETURNING gives. */
export type WriteCheck = (statement: Node, outer: Scope | undefined, context: Context) => Output[]

const nameOf = (node: Node | undefined): string => {
  const column = asColumn(node)
  if (column) return columnOf(column).name
  const cast = inside<TypeCast>(node, 'TypeCast')
  if (cast) return nameOf(cast.arg)
  const call = asCall(node)
  return call ? functionName(call) : ''
}

const allOf = (entries: Entry[]): Output[] => [
  ...entries.flatMap((entry) =>
    entry.kind === 'derived' ? entry.outputs : [{ name: WORKSPACE, bound: entry.bound }],
  ),
  { name: '*', bound: false },
]

/** What a target list or RETURNING gives. A `*` adds an output of that name, after which positions say nothing. */
export const outputsOf = (targets: Node[], scope: Scope, context: Context): Output[] =>
  targets.flatMap((node): Output[] => {
    const target = inside<ResTarget>(node, 'ResTarget')
    const column = asColumn(target?.val)
    const { qualifier, name } = column ? columnOf(column) : { qualifier: undefined, name: '' }
    if (name === '*') {
      return allOf(scope.entries.filter((entry) => qualifier === undefined || entry.alias === qualifier))
    }
    const bound = isBoundValue(target?.val, scope, context)
    return [{ name: target?.name ?? nameOf(target?.val), bound }]
  })

const valuesOf = (rows: Node[], outer: Scope | undefined, context: Context): Output[] => {
  const items = rows.map(itemsOf)
  const width = items[0]?.length ?? 0
  return Array.from({ length: width }, (_, at) => ({
    name: `column${at + 1}`,
    bound: items.every((row) => isBoundValue(row[at], outer, context)),
  }))
}

// A column of a UNION is bound if both halves bind it; with `*` in it, columns are told apart by name.
const bothOf = (left: Output[], right: Output[]): Output[] => {
  const byName = [...left, ...right].some(({ name }) => name === '*')
  return left.map((output, at) => {
    const other = byName ? right.find(({ name }) => name === output.name) : right[at]
    return { name: output.name, bound: output.bound && (other?.bound ?? false) }
  })
}

const withNames = (cte: CommonTableExpr, outputs: Output[]): Output[] =>
  renamed(outputs, (cte.aliascolnames ?? []).map(textOf))

/** Makes the checks of queries and of WITH; `write` checks what is no SELECT. */
export const createQueryCheck = (write: WriteCheck) => {
  // A recursive query reads what it gives: believe its first half, and take back what the second does not keep.
  const checkRecursive = (
    cte: CommonTableExpr,
    select: SelectStmt,
    outer: Scope | undefined,
    context: Context,
  ) => {
    const name = cte.ctename ?? ''
    const knowing = (outputs: Output[]): Context => ({
      ...context,
      ctes: new Map([...context.ctes, [name, withNames(cte, outputs)]]),
    })
    let given = select.larg ? query(select.larg, outer, quiet(knowing([]))) : []
    for (;;) {
      const next = query(select, outer, quiet(knowing(given)))
      if (next.every(({ bound }, at) => bound === given[at]?.bound)) break
      given = next
    }
    return query(select, outer, knowing(given))
  }

  const checkWith = (clause: WithClause | undefined, outer: Scope | undefined, context: Context): Context => {
    let ctes: Ctes = context.ctes
    for (const node of clause?.ctes ?? []) {
      const cte = inside<CommonTableExpr>(node, 'CommonTableExpr')
      if (!cte?.ctequery) continue
      const known = { ...context, ctes }
      const select = asSelect(cte.ctequery)
      const recursive = clause?.recursive === true && select !== undefined && select.op !== 'SETOP_NONE'
      const outputs = recursive
        ? checkRecursive(cte, select, outer, known)
        : select
          ? query(select, outer, known)
          : write(cte.ctequery, outer, known)
      ctes = new Map([...ctes, [cte.ctename ?? '', withNames(cte, outputs)]])
    }
    return { ...context, ctes }
  }

  const query = (select: SelectStmt, outer: Scope | undefined, given: Context): Output[] => {
    const context = checkWith(select.withClause, outer, given)
    if (select.op !== undefined && select.op !== 'SETOP_NONE' && select.larg && select.rarg) {
      const left = query(select.larg, outer, context)
      const right = query(select.rarg, outer, context)
      checkSubQueries(select, { entries: [], outer }, context)
      return bothOf(left, right)
    }
    if (select.valuesLists) {
      checkSubQueries(select.valuesLists, { entries: [], outer }, context)
      return valuesOf(select.valuesLists, outer, context)
    }
    const scope = checkLevel({ from: select.fromClause ?? [], where: select.whereClause }, outer, context)
    checkSubQueries(select, scope, context)
    return outputsOf(select.targetList ?? [], scope, context)
  }

  return { query, checkWith }
}
