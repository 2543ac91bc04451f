import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const server = join(import.meta.dirname, '../../server')
/** What rooms refuse with, and where the code of the problem stands among the arguments. */
const makers = new Map([
  ['AppError', 1],
  ['demandSight', 2],
  ['tooLarge', 0],
  ...['invalid', 'unauthenticated', 'forbidden', 'notFound', 'conflict', 'tooMany', 'unavailable'].map(
    (name) => [name, 0] as const,
  ),
])

/** Every code that the server can answer with. Islands speak to customers in languages of their own. */
const codes = (): Set<string> => {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const code = node.arguments?.[makers.get(node.expression.getText()) ?? -1]
      if (code && ts.isStringLiteral(code)) found.add(code.text)
    }
    ts.forEachChild(node, visit)
  }
  for (const place of ['kernel', 'modules', 'start']) {
    for (const path of readdirSync(join(server, place), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts') || /\.(test|gen|d)\.ts$/.test(path)) continue
      const text = readFileSync(join(server, place, path), 'utf8')
      visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
    }
  }
  return found
}

it.each(['ja', 'en'])('says every refusal of the server in %s', (language) => {
  const texts = JSON.parse(
    readFileSync(join(import.meta.dirname, language, 'errors.json'), 'utf8'),
  ) as Record<string, string>
  const known = codes()
  expect(known.size).toBeGreaterThan(90)
  expect([...known].filter((code) => !texts[code.replaceAll('.', '_')])).toEqual([])
})
