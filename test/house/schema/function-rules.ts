import { parsePlPgSQLSync } from 'libpg-query'
import { checkStatement, type StatementOptions } from '../statement-rules.ts'
import { walkNodes } from '../statements/nodes.ts'
import type { SqlFunction } from './catalog.ts'

const valuesOf = (tree: unknown, key: string): string[] => {
  const found: string[] = []
  const look = (node: unknown): void => {
    const value = (node as Record<string, unknown>)[key]
    if (typeof value === 'string') found.push(value)
  }
  walkNodes(tree, (_kind, node) => {
    look(node)
    return true
  })
  return found
}

// PL/pgSQL keeps statements, expressions and assignments alike as texts; the last two are checked as the SELECT that
// PostgreSQL makes of them.
const asStatement = (text: string): string => {
  const expression = text.replace(/^\s*[\w.[\]]+\s*:?=\s*/, '')
  return /^\s*(select|insert|update|delete|with|merge|values)\b/i.test(text) ? text : `select ${expression}`
}

const textsOf = (sqlFunction: SqlFunction): { texts: string[]; names: string[] } => {
  if (sqlFunction.language === 'plpgsql') {
    const tree: unknown = parsePlPgSQLSync(sqlFunction.definition)
    return { texts: valuesOf(tree, 'query').map(asStatement), names: valuesOf(tree, 'refname') }
  }
  const body = sqlFunction.body.trim()
  const atomic = /^begin\s+atomic\b([\s\S]*)\bend;?$/i.exec(body)?.[1]
  return { texts: [atomic ?? body.replace(/^return\b/i, 'select')], names: [] }
}

/**
 * What the statements inside a function break of the rules for statements. Texts put together at run time
 * (`execute format(…)`) can't be read here.
 */
export const checkFunction = (sqlFunction: SqlFunction, options: StatementOptions): string[] => {
  const { texts, names } = textsOf(sqlFunction)
  const own = [...sqlFunction.parameters, ...names]
  const parameters = [...own, ...own.map((parameter) => `${sqlFunction.name}.${parameter}`)]
  return texts
    .flatMap((text) => checkStatement(text, { ...options, parameters }))
    .map((problem) => `function ${sqlFunction.name}: ${problem}`)
}
