// Everything that a change must pass: the static checks, then the tests. Both run even if the first fails.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const run = (...args: string[]): boolean =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0

const clean = run('scripts/check-static.ts')
const passed = run('node_modules/vitest/vitest.mjs', 'run')
process.exitCode = clean && passed ? 0 : 1
