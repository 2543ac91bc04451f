import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Bench } from './figure.ts'
import { memoryOf, startProduct, type Product } from './product.ts'

const ROOT = join(import.meta.dirname, '..')
/** What a fresh clone does not have. */
const MADE_HERE = new Set(['.git', 'coverage', 'data', 'dist', 'node_modules'])

/** The product as it stands after `npm ci`: nothing is built yet. */
const installedCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (source) => source === ROOT || !MADE_HERE.has(basename(source)),
  })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** The processes of a product: what started it, the server, and the database, with their children. */
const processesOf = (product: Product): Set<number> => {
  const postmaster = Number(readFileSync(`${product.dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[0])
  const table = execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const found = new Set([product.pid, postmaster])
  // A set is gone through with what is added meanwhile: children of children, too.
  for (const one of found) for (const [pid, parent] of table) if (parent === one) found.add(pid)
  return found
}

/** How long starting takes by the command that people use, and what the product needs while nothing happens. */
export const start: Bench = {
  names: ['start.first', 'start.warm', 'start.memory'],
  async run(_wanted, say) {
    const folder = installedCopy()
    const entry = join(folder, 'scripts', 'start.mjs')
    try {
      const first = await startProduct({}, undefined, entry)
      await first.stop()
      const warm = await startProduct({}, first, entry)
      await new Promise((resolve) => setTimeout(resolve, 10_000))
      const memory = [...processesOf(warm)].reduce((sum, pid) => sum + memoryOf(pid), 0)
      await warm.remove()
      say(
        `start: first, with the screens built, ${Math.round(first.startedIn)} ms, warm ${Math.round(warm.startedIn)} ms, idle memory ${Math.round(memory / 1e6)} MB`,
      )
      return [
        { name: 'start.first', value: first.startedIn / 1000, unit: 's', better: 'lower', bar: 15 },
        { name: 'start.warm', value: warm.startedIn / 1000, unit: 's', better: 'lower', bar: 3 },
        { name: 'start.memory', value: memory / 1e6, unit: 'MB', better: 'lower', bar: 400 },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
