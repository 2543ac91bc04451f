import { loadModule, parseSync } from 'libpg-query'
import type { CopyStmt, LockStmt, Node, ParseResult, RangeVar } from 'libpg-query'
import { coalescedIds } from './statements/coalesced.ts'
import { leakilyCompared } from './statements/leaky.ts'
import { inside, textOf } from './statements/nodes.ts'
import { WORKSPACE, type Context } from './statements/scope.ts'
import { checkQuery, checkStatementNode } from './statements/write.ts'

await loadModule()

/** What the rules must know beside the statement. */
export interface StatementOptions {
  /**
   * Tables without a workspace, or small ones that look one up: `sessions`, `graphile_worker.jobs`, or `schema.*`.
   * PostgreSQL's own catalogues are always such.
   */
  referenceTables: readonly string[]
  /** Names that stand for handed-in values: the parameters of a SQL function. */
  parameters?: readonly string[]
}

// The way out, with its reason: a sweep or a backup that is meant to read every workspace.
const MARK = /every-workspace: *\S.{9,}/
const CATALOGUES = new Set(['pg_catalog', 'information_schema'])

const isReferenceTable =
  (options: StatementOptions) =>
  (schema: string | undefined, table: string): boolean => {
    if (schema === undefined || schema === 'public') {
      return table.startsWith('pg_') || options.referenceTables.includes(table)
    }
    const names = [`${schema}.${table}`, `${schema}.*`]
    return CATALOGUES.has(schema) || names.some((name) => options.referenceTables.includes(name))
  }

const checkLock = (lock: LockStmt, context: Context): void => {
  for (const node of lock.relations ?? []) {
    const table = inside<RangeVar>(node, 'RangeVar')
    if (!table || context.isReference(table.schemaname, table.relname ?? '')) continue
    context.report(`${table.relname} is locked for every workspace: lock rows, or a row of the workspace`)
  }
}

const checkCopy = (copy: CopyStmt, context: Context): void => {
  const table = copy.relation
  if (copy.query) checkStatementNode(copy.query, undefined, context)
  if (!table || context.isReference(table.schemaname, table.relname ?? '')) return
  const columns = (copy.attlist ?? []).map(textOf)
  if (!copy.is_from) context.report(`${table.relname} is copied out for every workspace`)
  else if (columns.length > 0 && !columns.includes(WORKSPACE)) {
    context.report(`${table.relname} is written without ${WORKSPACE} among its columns`)
  }
}

// Statements that carry another one inside.
const WRAPPERS = ['ExplainStmt', 'PrepareStmt', 'DeclareCursorStmt', 'CreateTableAsStmt']

const checkNode = (statement: Node, context: Context): void => {
  const copy = inside<CopyStmt>(statement, 'CopyStmt')
  if (copy) checkCopy(copy, context)
  const lock = inside<LockStmt>(statement, 'LockStmt')
  if (lock) checkLock(lock, context)
  for (const wrapper of WRAPPERS) {
    const { query } = inside<{ query?: Node }>(statement, wrapper) ?? {}
    if (query) checkNode(query, context)
  }
  checkStatementNode(statement, undefined, context)
}

/**
 * What a statement breaks of the rules that let the tables be spread by workspace (house.md, Data): every table of a
 * workspace is bound by `workspace_id = $n`, directly or through an equal column that is, at its own level of the
 * query; an INSERT lists the column; DO UPDATE SET calls nothing volatile; no row changes its workspace; no table is
 * locked or copied whole. Nor is an id compared with a coalesced column: PostgreSQL holds COALESCE for leaky, so that
 * under row-level security it reads the whole table instead of an index; CASE WHEN does the same and isn't. Nor is a
 * column compared with a function of another table's: nearly every function is leaky, too. Definitions of tables, transactions and settings pass. Empty when all is well.
 * @throws SqlError when PostgreSQL's parser does not understand the text.
 */
export const checkStatement = (sql: string, options: StatementOptions): string[] => {
  if (MARK.test(sql)) return []
  const problems = new Set<string>()
  const context: Context = {
    ctes: new Map(),
    report: (problem) => problems.add(problem),
    isReference: isReferenceTable(options),
    parameters: new Set(options.parameters),
    query: checkQuery,
  }
  for (const { stmt } of (parseSync(sql) as ParseResult).stmts ?? []) {
    if (!stmt) continue
    checkNode(stmt, context)
    for (const name of coalescedIds(stmt))
      problems.add(`${name} is compared with a coalesced column, which no index serves here: write CASE WHEN`)
    for (const name of leakilyCompared(stmt))
      problems.add(
        `${name} is compared with a function of another table's column, which no index serves here: compute it beforehand`,
      )
  }
  return [...problems]
}
