import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

/** A parsed file; `path` is relative to the scanned root, with forward slashes. */
export interface Source {
  path: string
  tree: ts.SourceFile
}

/** Something that the house forbids: where, and what to do instead. */
export interface Finding {
  path: string
  line: number
  problem: string
}

const NEVER_READ = new Set(['node_modules', 'dist', 'fixtures', '.cache', 'data'])

/** Names of the folders directly below `folder`; none when it is absent. */
export const foldersIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NEVER_READ.has(entry.name))
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

const filesBelow = (folder: string): string[] => {
  const here = readdirSync(folder, { withFileTypes: true })
  const files = here.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name))
  const folders = here.filter((entry) => entry.isDirectory() && !NEVER_READ.has(entry.name))
  return [...files, ...folders.flatMap((entry) => filesBelow(join(folder, entry.name)))]
}

/** True for tests and generated files, which no scan reads. */
const isBeside = (path: string): boolean => /\.(test|gen|d)\.tsx?$/.test(path)

// Every scan reads the same files.
const read = new Map<string, Source[]>()

/** Parses every TypeScript file of the product below `root`/`folder` (tests and generated files left out). */
export const sourcesOf = (root: string, folder: string): Source[] => {
  const top = join(root, folder)
  const known = read.get(top)
  if (known) return known
  const absent = !foldersIn(root).includes(folder.split('/')[0] ?? '')
  if (absent) return []
  const sources = filesBelow(top)
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && !isBeside(path))
    .map((path) => ({ path, tree: parse(path, readFileSync(join(root, path), 'utf8')) }))
  read.set(top, sources)
  return sources
}

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

/** Calls `visit` with every node of a file, parents first. */
export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Line of a node, counted from 1. */
export const lineOf = (source: Source, node: ts.Node): number =>
  source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1

/** One finding as people read it: `path:line problem`. */
export const asLine = (finding: Finding): string => `${finding.path}:${finding.line} ${finding.problem}`
