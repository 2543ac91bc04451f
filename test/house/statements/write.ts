import type {
  DeleteStmt,
  InsertStmt,
  Node,
  OnConflictClause,
  RangeVar,
  ResTarget,
  UpdateStmt,
} from 'libpg-query'
import { tableEntry } from './from.ts'
import { checkLevel, checkSubQueries, type Level } from './level.ts'
import { asSelect, functionName, inside, walkNodes } from './nodes.ts'
import { createQueryCheck, outputsOf } from './query.ts'
import { WORKSPACE, type Context, type Entry, type Output, type Scope } from './scope.ts'

// Functions that answer differently each time. Citus refuses them in DO UPDATE SET, where shards would disagree.
const VOLATILE = new Set(
  `now clock_timestamp transaction_timestamp statement_timestamp timeofday random random_normal setseed nextval
  currval lastval setval gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v4 set_config txid_current
  pg_current_xact_id pg_notify pg_advisory_lock pg_advisory_xact_lock pg_try_advisory_lock
  pg_try_advisory_xact_lock pg_sleep`.split(/\s+/),
)

const volatileIn = (value: unknown): string[] => {
  const found: string[] = []
  walkNodes(value, (kind, node) => {
    if (kind === 'FuncCall') {
      const name = functionName(node as Parameters<typeof functionName>[0])
      if (VOLATILE.has(name)) found.push(`${name}()`)
    }
    if (kind === 'SQLValueFunction') {
      const { op = '' } = node as { op?: string }
      found.push(op.replace('SVFOP_', '').toLowerCase())
    }
    return true
  })
  return found
}

// A write names a table even where a WITH query has the same name.
const targetEntry = (table: RangeVar, context: Context): Entry =>
  tableEntry(table, { ...context, ctes: new Map() })

const namesOf = (targets: Node[] | undefined): string[] =>
  (targets ?? []).map((node) => inside<ResTarget>(node, 'ResTarget')?.name ?? '')

const checkSet = (targets: Node[] | undefined, target: Entry, context: Context): void => {
  if (target.kind === 'table' && namesOf(targets).includes(WORKSPACE)) {
    context.report(`${target.title} sets ${WORKSPACE}: a row never moves to another workspace`)
  }
}

const checkConflict = (
  clause: OnConflictClause | undefined,
  target: Entry,
  outer: Scope | undefined,
  context: Context,
): void => {
  if (clause?.action !== 'ONCONFLICT_UPDATE') return
  checkSet(clause.targetList, target, context)
  for (const name of volatileIn(clause.targetList)) {
    context.report(`${target.title} calls ${name} in DO UPDATE SET: hand the value in`)
  }
  const excluded: Entry = { ...target, alias: 'excluded' }
  checkSubQueries(clause, { entries: [target, excluded], outer }, context)
}

/** Checks one statement that reads or writes rows; gives what its target list or RETURNING holds. */
export const checkStatementNode = (statement: Node, outer: Scope | undefined, context: Context): Output[] => {
  const select = asSelect(statement)
  if (select) return checks.query(select, outer, context)
  const insert = inside<InsertStmt>(statement, 'InsertStmt')
  if (insert) return checkInsert(insert, outer, context)
  const update = inside<UpdateStmt>(statement, 'UpdateStmt')
  if (update) return checkUpdate(update, outer, context)
  const remove = inside<DeleteStmt>(statement, 'DeleteStmt')
  if (remove) return checkDelete(remove, outer, context)
  if ('MergeStmt' in statement) context.report('MERGE is not used here: insert … on conflict says the same')
  return []
}

const checks = createQueryCheck(checkStatementNode)

/** Checks a SELECT; the rest of the analysis reaches it through the context. */
export const checkQuery = checks.query

// Names of the row before and after, as RETURNING knows them.
const returningScope = (scope: Scope, target: Entry): Scope => ({
  entries: [...scope.entries, { ...target, alias: 'old' }, { ...target, alias: 'new' }],
  outer: scope.outer,
})

const given = (targets: Node[] | undefined, scope: Scope, context: Context): Output[] =>
  outputsOf(targets ?? [], scope, context)

const checkInsert = (insert: InsertStmt, outer: Scope | undefined, before: Context): Output[] => {
  const context = checks.checkWith(insert.withClause, outer, before)
  if (!insert.relation) return []
  const target = { ...targetEntry(insert.relation, context), bound: true }
  const select = asSelect(insert.selectStmt)
  const outputs = select ? checks.query(select, outer, context) : []
  const at = namesOf(insert.cols).indexOf(WORKSPACE)
  if (target.kind === 'table') {
    const star = outputs.some(({ name }) => name === '*')
    const value = star ? outputs.find(({ name }) => name === WORKSPACE) : outputs[at]
    if (at < 0) context.report(`${target.title} is written without ${WORKSPACE} among its columns`)
    else if (!value?.bound) context.report(`${target.title} gets a ${WORKSPACE} that was not handed in`)
  }
  checkConflict(insert.onConflictClause, target, outer, context)
  const scope: Scope = { entries: [target], outer }
  checkSubQueries(insert.returningClause?.exprs, scope, context)
  return given(insert.returningClause?.exprs, returningScope(scope, target), context)
}

const checkWrite = (
  statement: UpdateStmt | DeleteStmt,
  from: Node[],
  outer: Scope | undefined,
  before: Context,
): Output[] => {
  const context = checks.checkWith(statement.withClause, outer, before)
  if (!statement.relation) return []
  const target = targetEntry(statement.relation, context)
  const level: Level = { from, where: statement.whereClause, target }
  const scope = checkLevel(level, outer, context)
  checkSubQueries(statement, scope, context)
  const [written = target] = scope.entries
  return given(statement.returningClause?.exprs, returningScope(scope, written), context)
}

const checkUpdate = (update: UpdateStmt, outer: Scope | undefined, context: Context): Output[] => {
  if (update.relation) checkSet(update.targetList, targetEntry(update.relation, context), context)
  return checkWrite(update, update.fromClause ?? [], outer, context)
}

const checkDelete = (remove: DeleteStmt, outer: Scope | undefined, context: Context): Output[] =>
  checkWrite(remove, remove.usingClause ?? [], outer, context)
