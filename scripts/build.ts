import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const [name] = process.argv.slice(2)

/** The best quality (11) makes a fourteenth less of it in twenty times the time, and people wait for that at the first start. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

/** Puts a brotli and a gzip copy beside each file of text, so that serving costs nothing. */
const compressBelow = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue
    const file = join(entry.parentPath, entry.name)
    const content = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(content, BROTLI))
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}

if (name !== 'web' && name !== 'widget') throw new Error('say what to build: web or widget')
// The widget is two bundles; each has a configuration of its own beside the first.
const configs = name === 'widget' ? ['vite.config.ts', 'vite.panel.config.ts'] : ['vite.config.ts']
for (const file of configs)
  await build({ configFile: join(root, name, file), root: join(root, name), logLevel: 'warn' })
compressBelow(join(root, 'dist', name))
mkdirSync(join(root, 'dist', name), { recursive: true })
writeFileSync(join(root, 'dist', name, '.built'), '')
