import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const [name] = process.argv.slice(2)
if (name !== 'web' && name !== 'widget') throw new Error('say what to build: web or widget')
// The widget is two bundles; each has a configuration of its own beside the first.
const configs = name === 'widget' ? ['vite.config.ts', 'vite.panel.config.ts'] : ['vite.config.ts']
for (const file of configs)
  await build({ configFile: join(root, name, file), root: join(root, name), logLevel: 'warn' })
mkdirSync(join(root, 'dist', name), { recursive: true })
writeFileSync(join(root, 'dist', name, '.built'), '')
