import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import type { Sample } from './slope.ts'

const EVERY_MS = 5000

const parentOf = (pid: string): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

/** A process of the product and the Node processes that it started. */
const nodeProcesses = (pid: number): number[] => {
  const found = [pid]
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      if (parentOf(name) === pid && basename(readlinkSync(`/proc/${name}/exe`)) === 'node')
        found.push(Number(name))
    } catch {
      // It has ended meanwhile.
    }
  }
  return found
}

const residentOf = (pid: number): number => {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** Looks every five seconds at the resident memory of the product’s Node processes together. Linux only. */
export const watchMemory = (pid: number): { samples: readonly Sample[]; stop(): void } => {
  const began = performance.now()
  const samples: Sample[] = []
  const look = (): void => {
    const bytes = nodeProcesses(pid).reduce((sum, one) => sum + residentOf(one), 0)
    samples.push({ at: (performance.now() - began) / 1000, bytes })
  }
  const timer = setInterval(look, EVERY_MS)
  return { samples, stop: () => clearInterval(timer) }
}
