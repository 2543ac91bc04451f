import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { kinds } from '../features/settings/audit/kinds.ts'

const modules = join(import.meta.dirname, '../../server/modules')

/** Every action that a room notes: all texts that `action` may be, where something is noted. */
const actions = (): Set<string> => {
  const found = new Set<string>()
  const texts = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && /^[a-z]+\.[a-z-]+$/.test(node.text)) found.add(node.text)
    ts.forEachChild(node, texts)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'action') texts(node.initializer)
    ts.forEachChild(node, visit)
  }
  for (const path of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts')) continue
    const text = readFileSync(join(modules, path), 'utf8')
    if (text.includes('recordAudit')) visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  }
  return found
}

it.each(['ja', 'en'])('says everything that is noted in %s', (language) => {
  const { action, kind } = JSON.parse(
    readFileSync(join(import.meta.dirname, language, 'audit.json'), 'utf8'),
  ) as Record<'action' | 'kind', Record<string, string>>
  const keys = [...actions()].map((name) => name.replace('.', '_'))
  expect(keys.length).toBeGreaterThan(50)
  expect(keys.filter((key) => !(key in action))).toEqual([])
  const groups = new Set(keys.map((key) => key.slice(0, key.indexOf('_') + 1)))
  expect([...groups].filter((group) => !(group in kind))).toEqual([])
  const choices = kinds.map((one) => one.replaceAll('.', '_'))
  expect(Object.keys(kind).toSorted()).toEqual(choices.toSorted())
})
