import ts from 'typescript'
import { lineOf, sourcesOf, walk, type Finding } from './sources.ts'

// The registries find islands and metrics by folder; start-up loads what the configuration asks for; the widget's
// launcher loads its window from wherever the launcher itself came from.
const MAY_COMPUTE =
  /^(server\/(channels\/registry|shops\/registry|modules\/reports\/registry|main|start\/.+)|widget\/loader\/load-panel)\.ts$/

const opensByText = (node: ts.Node): boolean => {
  if (!ts.isCallExpression(node)) return false
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [path] = node.arguments
    return path === undefined || !ts.isStringLiteralLike(path)
  }
  return ts.isIdentifier(node.expression) && ['createRequire', 'require'].includes(node.expression.text)
}

/** Finds imports whose path is computed: the boundary checker cannot see through them. */
export const findComputedImports = (root: string): Finding[] =>
  ['server', 'portal', 'web', 'widget']
    .flatMap((folder) => sourcesOf(root, folder))
    .filter((source) => !MAY_COMPUTE.test(source.path) && !source.path.startsWith('server/kernel/'))
    .flatMap((source) => {
      const findings: Finding[] = []
      walk(source.tree, (node) => {
        if (!opensByText(node)) return
        const problem = 'imports by a computed path, past the boundaries: write the path down'
        findings.push({ path: source.path, line: lineOf(source, node), problem })
      })
      return findings
    })
