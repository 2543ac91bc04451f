import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from '../test/harness/chromium.ts'

const root = join(import.meta.dirname, '..')
const run = (script: string, args: string[] = []): number =>
  spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' }).status ?? 1

// The README's test command: everything, browser journeys included. What can't run here says so and counts as skipped.
const browser = findChromium({ install: true })
if (browser.path) process.env.MADOGUCHI_CHROMIUM = browser.path
else console.log(`Browser journeys are skipped: ${browser.reason}`)
if (!browser.path && process.env.CI) {
  console.error('In CI a skipped browser journey is a failure.')
  process.exit(1)
}
for (const name of ['web', 'widget']) {
  if (run('scripts/build.ts', [name]) !== 0) process.exit(1)
}
process.exit(run('scripts/check.ts', process.argv.slice(2)))
