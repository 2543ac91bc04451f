import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Bench } from './figure.ts'
import { memoryOf, startProduct, type Product } from './product.ts'

const processesOf = (product: Product): number[] => {
  const postmaster = Number(readFileSync(`${product.dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[0])
  const table = execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  return [product.pid, postmaster, ...table.filter(([, parent]) => parent === postmaster).map(([pid]) => pid)]
}

/** How long starting takes, and what the product needs while nothing happens. */
export const start: Bench = {
  names: ['start.first', 'start.warm', 'start.memory'],
  async run(_wanted, say) {
    const first = await startProduct()
    await first.stop()
    const warm = await startProduct({}, first)
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    const memory = processesOf(warm).reduce((sum, pid) => sum + memoryOf(pid), 0)
    await warm.remove()
    say(
      `start: first ${Math.round(first.startedIn)} ms, warm ${Math.round(warm.startedIn)} ms, idle memory ${Math.round(memory / 1e6)} MB`,
    )
    return [
      { name: 'start.first', value: first.startedIn / 1000, unit: 's', better: 'lower', bar: 15 },
      { name: 'start.warm', value: warm.startedIn / 1000, unit: 's', better: 'lower', bar: 3 },
      { name: 'start.memory', value: memory / 1e6, unit: 'MB', better: 'lower', bar: 400 },
    ]
  },
}
