// Format, lint, boundaries, types and dead code. Prints one line a tool, and the output of those that failed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

interface Tool {
  name: string
  /** Program of node_modules/.bin with its arguments. */
  command: [string, ...string[]]
}

interface Result {
  name: string
  ok: boolean
  seconds: number
  output: string
}

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')
// Nothing may hang a check for ever.
const LONGEST_MS = 300_000

const present = (paths: string[]): string[] => paths.filter((path) => existsSync(join(root, path)))
const places = present(['server', 'web', 'widget', 'portal', 'design', 'test', 'seed', 'bench', 'scripts'])

const types = present(['web/tsconfig.json', 'tsconfig.json', 'widget/tsconfig.json']).map(
  (project): Tool => ({ name: `types ${project}`, command: ['tsc', '--project', project] }),
)

// The slowest first: two run at a time, and the short ones fill the gaps.
const tools: Tool[] = [
  ...types,
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'boundaries', command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...places] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'format', command: ['biome', 'ci', '--reporter=summary'] },
]

const run = ({ name, command: [program, ...args] }: Tool): Promise<Result> =>
  new Promise((resolve) => {
    const started = performance.now()
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` }
    const child = spawn(join(bin, program), args, { cwd: root, env, timeout: LONGEST_MS })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8')
    }
    const end = (ok: boolean): void =>
      resolve({ name, ok, seconds: (performance.now() - started) / 1000, output })
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => {
      output += error.message
      end(false)
    })
    child.once('close', (code) => end(code === 0))
  })

const results: Result[] = []
const queue = [...tools]
const work = async (): Promise<void> => {
  for (let tool = queue.shift(); tool; tool = queue.shift()) {
    const result = await run(tool)
    results.push(result)
    const state = result.ok ? 'ok' : 'failed'
    console.log(`${state.padEnd(6)}  ${result.seconds.toFixed(1).padStart(5)} s  ${result.name}`)
  }
}
await Promise.all([work(), work()])

const failed = results.filter((result) => !result.ok)
for (const { name, output } of failed) console.log(`\n${name}\n${output.trim()}`)
if (failed.length > 0) {
  console.log(`\n${failed.length} of ${results.length} failed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
}
