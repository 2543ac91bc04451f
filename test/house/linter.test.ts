import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const trees: string[] = []
afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true })))

/** Copies a fixture tree out of the ignored folder and gives it the project's own linter settings. */
const unpack = (name: string): string => {
  const tree = mkdtempSync(join(tmpdir(), 'linter-'))
  trees.push(tree)
  cpSync(join(import.meta.dirname, 'fixtures/linter', name), tree, { recursive: true })
  cpSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
  return tree
}

/** Lints a tree: the rules that each file breaks, as `file rule`. */
const lint = (tree: string): string[] => {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const run = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: tree, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] }
  const rules = diagnostics.map(({ code, filename }) => `${filename} ${/\((.+)\)/.exec(code)?.[1] ?? code}`)
  return [...new Set(rules)].sort()
}

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n')

describe('the linter', () => {
  const tree = unpack('broken')
  const place = (file: string) => join(tree, 'server/modules/desk', file)
  // A file of 401 lines and functions one line too long are easier to make than to keep.
  const functionOf = (count: number) => `export function act() {\n${lines(count - 2, () => '  act()')}\n}\n`
  writeFileSync(place('max-lines.ts'), `${lines(401, (at) => `export const row${at} = ${at}`)}\n`)
  writeFileSync(place('max-lines-per-function.ts'), functionOf(61))
  writeFileSync(place('max-lines-per-function.tsx'), functionOf(91))
  const broken = lint(tree)

  it.each([
    ['max-lines.ts', 'max-lines'],
    ['max-lines-per-function.ts', 'max-lines-per-function'],
    ['max-lines-per-function.tsx', 'max-lines-per-function'],
    ['no-floating-promises.ts', 'no-floating-promises'],
    ['no-floating-promises.void.ts', 'no-floating-promises'],
    ['no-explicit-any.ts', 'no-explicit-any'],
    ['no-restricted-properties.ts', 'no-restricted-properties'],
    ['no-restricted-properties.taken-apart.ts', 'no-restricted-properties'],
    ['no-restricted-imports.ts', 'no-restricted-imports'],
    ['no-console.ts', 'no-console'],
    ['no-unused-vars.ts', 'no-unused-vars'],
    ['ban-ts-comment.ts', 'ban-ts-comment'],
    ['no-focused-tests.test.ts', 'no-focused-tests'],
  ])('refuses %s by %s, and by that alone', (file, rule) => {
    const found = broken.filter((line) => line.startsWith(`server/modules/desk/${file} `))
    expect(found).toEqual([`server/modules/desk/${file} ${rule}`])
  })

  it('lets files at the limit and the places that may pass', () => {
    const clean = unpack('clean')
    writeFileSync(
      join(clean, 'server/modules/desk/rows.ts'),
      `${lines(400, (at) => `export const row${at} = ${at}`)}\n`,
    )
    writeFileSync(join(clean, 'server/modules/desk/act.ts'), functionOf(60))
    writeFileSync(join(clean, 'server/modules/desk/view.tsx'), functionOf(90))
    expect(lint(clean)).toEqual([])
  })

  it('reads types, without which floating promises go unseen', () => {
    const settings = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as {
      options: { typeAware: boolean }
    }
    expect(settings.options.typeAware).toBe(true)
  })
})
