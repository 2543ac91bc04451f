import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const trees: string[] = []
afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true })))

interface Named {
  name: string
}
interface Report {
  issues: (Record<'files' | 'exports' | 'types' | 'dependencies', Named[]> & { file: string })[]
}

/** Dead code of a fixture tree under the project's own settings, as `kind name`. */
const deadCodeOf = (name: string): string[] => {
  // Outside the project, since knip would take the project's own package.json for the workspace.
  const tree = mkdtempSync(join(tmpdir(), 'dead-code-'))
  trees.push(tree)
  cpSync(join(import.meta.dirname, 'fixtures/dead-code', name), tree, { recursive: true })
  cpSync(join(root, 'knip.json'), join(tree, 'knip.json'))
  const knip = join(root, 'node_modules/knip/bin/knip.js')
  const run = spawnSync(process.execPath, [knip, '--reporter', 'json'], { cwd: tree, encoding: 'utf8' })
  const { issues } = JSON.parse(run.stdout) as Report
  const kinds = ['files', 'exports', 'types', 'dependencies'] as const
  return issues
    .flatMap((issue) => kinds.flatMap((kind) => (issue[kind] ?? []).map((found) => `${kind} ${found.name}`)))
    .sort()
}

describe('the dead-code check', () => {
  it('lets code that something uses, and islands and metrics found by folder', () => {
    expect(deadCodeOf('clean')).toEqual([])
  })

  it('refuses an export, a file and a dependency that nothing uses', () => {
    expect(deadCodeOf('broken')).toEqual([
      'dependencies zod',
      'exports forgotten',
      'files server/modules/desk/lost.ts',
    ])
  })
})
