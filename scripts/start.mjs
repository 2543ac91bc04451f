// Runs under any Node from 20 on: finds the pinned Node, builds the screens when they are older than their sources,
// and hands over to the server.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)
const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const pinnedNode = () => {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  try {
    const folder = dirname(require.resolve(`node-${platform}-${process.arch}/package.json`))
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(file)) return file
  } catch {
    // No build of ours for this platform: the machine's own Node has to do.
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    `Madoguchi needs Node 24, and there is no packaged one for ${process.platform}-${process.arch}. Install Node 24 or later and start again.`,
  )
}

const newest = (folder) => {
  const own = statSync(folder)
  if (!own.isDirectory()) return own.mtimeMs
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.endsWith('.test.ts') || entry.name.endsWith('.test.tsx'))
      continue
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

const isStale = (sources, built) =>
  !existsSync(built) ||
  sources.some((folder) => existsSync(folder) && newest(folder) > statSync(built).mtimeMs)

const build = (node, name, sources) => {
  const config = join(root, name, 'vite.config.ts')
  if (
    !existsSync(config) ||
    !isStale(
      sources.map((folder) => join(root, folder)),
      join(root, 'dist', name, '.built'),
    )
  )
    return
  console.log(`Building the ${name === 'web' ? 'screens' : name} …`)
  const run = spawnSync(node, [join(root, 'scripts', 'build.ts'), name], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (run.status !== 0) fail(`The ${name} could not be built:\n${run.stdout}${run.stderr}`)
}

if (!existsSync(join(root, 'node_modules', 'fastify')))
  fail('The packages are not installed yet. Run: npm ci')
const node = pinnedNode()
build(node, 'web', ['web', 'design', 'server/modules', 'server/kernel/contract.ts'])
build(node, 'widget', ['widget', 'design'])
const server = spawn(node, [join(root, 'server', 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
// npm hands a signal to a shell that keeps it and ends: then nobody is left to stop the server.
const parent = process.ppid
if (process.env['npm_lifecycle_event']) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    server.kill('SIGTERM')
  }, 500)
}
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
