import { join } from 'node:path'
import ts from 'typescript'
import { foldersIn, lineOf, sourcesOf, walk, type Finding, type Source } from './sources.ts'

// What may carry an island's name outside the island, and why:
// - tests, generated files, seed, docs, migrations and locale files: they show or store real data;
// - web/channels/<name>/ and web/shops/<name>/: the screens of that island;
// - keys: object keys, element access, Pick and Omit, the column of a query builder: a name of a field, not of a channel;
// - JSX attributes that belong to HTML or to a chart (`type="email"`, `autoComplete`, `dataKey="x"`);
// - web/features/access/: people sign in with an e-mail address, whatever channels there are;
// - a line marked `not-a-channel: <reason>`: another thing of the same name ('email' as the kind of an address).
const MARK = /not-a-channel: \S.{9,}/
const LOCALES = /(^|\/)locales?(\/|\.)/
const KEY_TYPES = new Set(['Pick', 'Omit', 'Exclude', 'Extract'])
const PLAIN_ATTRIBUTES = new Set(
  'type name id htmlFor autoComplete inputMode component as dataKey xKey yKey variant rel href icon axis curve'.split(
    ' ',
  ),
)
// Calls of the query builder: every text is a column, or only the first one.
const COLUMN_LISTS = new Set('select returning groupBy orderBy columns column distinctOn ref'.split(' '))
const COLUMN_FIRST = new Set('where whereRef having on onRef set'.split(' '))

/** Names of channels and shops: the folders of server/channels and server/shops. */
const islandsOf = (root: string): Map<string, 'channel' | 'shop'> =>
  new Map([
    ...foldersIn(join(root, 'server/channels')).map((name) => [name, 'channel'] as const),
    ...foldersIn(join(root, 'server/shops')).map((name) => [name, 'shop'] as const),
  ])

const isInside = (path: string, name: string): boolean =>
  new RegExp(`^(server|web)/(channels|shops)/${name}/`).test(path)

const calleeName = (call: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : ''

const isColumn = (node: ts.Node): boolean => {
  const holder = ts.isArrayLiteralExpression(node.parent) ? node.parent : node
  const call = holder.parent
  if (!ts.isCallExpression(call) || call.expression === holder) return false
  const name = calleeName(call)
  return COLUMN_LISTS.has(name) || (COLUMN_FIRST.has(name) && call.arguments[0] === holder)
}

const isKey = (node: ts.Node): boolean => {
  const parent = node.parent
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node
  if (ts.isIndexedAccessTypeNode(parent.parent ?? parent)) return true
  return 'name' in parent && parent.name === node
}

const isKeyOfType = (node: ts.Node): boolean => {
  let at = node.parent
  while (ts.isLiteralTypeNode(at) || ts.isUnionTypeNode(at)) at = at.parent
  return ts.isTypeReferenceNode(at) && KEY_TYPES.has(at.typeName.getText())
}

const isPlainAttribute = (node: ts.Node): boolean => {
  const holder = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent
  return ts.isJsxAttribute(holder) && PLAIN_ATTRIBUTES.has(holder.name.getText())
}

const isModulePath = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)

const isMarked = (source: Source, node: ts.Node): boolean => {
  const lines = source.tree.text.split('\n')
  const line = lineOf(source, node) - 1
  return MARK.test(lines[line] ?? '') || MARK.test(lines[line - 1] ?? '')
}

const isFree = (source: Source, node: ts.Node): boolean =>
  isModulePath(node) ||
  isKey(node) ||
  isKeyOfType(node) ||
  isColumn(node) ||
  isPlainAttribute(node) ||
  isMarked(source, node)

/** Finds names of channels and shops that stand as a text outside their island, in server/ and web/. */
export const findIslandNames = (root: string): Finding[] => {
  const islands = islandsOf(root)
  const findings: Finding[] = []
  for (const source of ['server', 'web'].flatMap((folder) => sourcesOf(root, folder))) {
    if (LOCALES.test(source.path) || /^(server\/migrations|web\/features\/access)\//.test(source.path))
      continue
    walk(source.tree, (node) => {
      if (!ts.isStringLiteralLike(node)) return
      const kind = islands.get(node.text)
      if (!kind || isInside(source.path, node.text) || isFree(source, node)) return
      const problem = `names the ${kind} '${node.text}': ask for an ability instead, or let the island say it`
      findings.push({ path: source.path, line: lineOf(source, node), problem })
    })
  }
  return findings
}
