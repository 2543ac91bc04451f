import { parseSync, loadModule } from 'libpg-query'
import ts from 'typescript'
import { lineOf, sourcesOf, walk, type Finding, type Source } from './sources.ts'

await loadModule()

const SQL_PLACES = /(^|\/)(queries\.ts|queries\/.+\.ts|metrics\/.+\.ts)$/
// The kernel runs the database itself: migrations, jobs, events.
const EXEMPT = /^server\/(kernel|migrations)\//
const BUILDERS = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
])
const OPENING =
  /^\s*(with\s+(recursive\s+)?\w+[\s\S]*\bas\b|select\b|insert\s+into\b|update\b|delete\s+from\b|merge\s+into\b)/i
const STATEMENTS = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'])
// Cut into pieces it no longer parses, but no sentence for people looks like this.
const PIECE =
  /\b(insert\s+into\s+\w+\s*\(|delete\s+from\s+\w+\s+where\b|update\s+\w+(\s+\w+)?\s+set\s+\w+\s*=|from\s+\w+(\s+\w+)?\s+(left\s+)?(join|where)\s+[\w.]+\s*(=|in\b|on\b|\w+\s+on\b))/i

const parses = (text: string): boolean => {
  try {
    const { stmts } = parseSync(text) as { stmts?: { stmt?: object }[] }
    return (stmts ?? []).some(({ stmt }) => Object.keys(stmt ?? {}).some((kind) => STATEMENTS.has(kind)))
  } catch {
    return false
  }
}

/** True if a text is a statement that reads or writes rows. Placeholders stand for what a template puts in. */
export const isSql = (text: string): boolean => {
  if (PIECE.test(text)) return true
  if (!OPENING.test(text)) return false
  // "select a team from the list" parses as SQL; what people read has a capital or a full stop, or no operator.
  return parses(text) && /[=*$();]|\bselect\s+1\b/i.test(text)
}

/** The text of a literal or a whole template, with `$1` for each expression in it. */
const textOf = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map((span) => `$1${span.literal.text}`).join('')
}

// Kysely's template and the kernel's have the same name, and no other `sql` is imported anywhere.
const importsSqlTag = (node: ts.Node): boolean =>
  ts.isImportSpecifier(node) &&
  (node.propertyName ?? node.name).text === 'sql' &&
  !node.isTypeOnly &&
  !node.parent.parent.isTypeOnly

const isBuilderCall = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  BUILDERS.has(node.expression.name.text)

const problemOf = (node: ts.Node): string | undefined => {
  if (importsSqlTag(node)) return 'imports the sql template'
  if (isBuilderCall(node)) return 'builds a statement'
  const text = textOf(node)
  return text !== undefined && isSql(text) ? 'holds a statement' : undefined
}

const findIn = (source: Source): Finding[] => {
  const findings: Finding[] = []
  walk(source.tree, (node) => {
    const problem = problemOf(node)
    if (problem === undefined) return
    const advice = 'SQL stands in queries.ts, queries/ or metrics/'
    findings.push({ path: source.path, line: lineOf(source, node), problem: `${problem}: ${advice}` })
  })
  return findings
}

/** Finds SQL of server/ that stands anywhere but in queries.ts, queries/ and metrics/ (the kernel may hold its own). */
export const findMisplacedSql = (root: string): Finding[] =>
  sourcesOf(root, 'server')
    .filter((source) => !EXEMPT.test(source.path) && !SQL_PLACES.test(source.path))
    .flatMap(findIn)
