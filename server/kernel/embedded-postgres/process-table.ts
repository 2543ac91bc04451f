import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from './errors.ts'

/** Whether a process of this id runs. One that has ended and waits to be reaped does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    if (systemCode(error) !== 'EPERM') return false
  }
  return !isZombie(pid)
}

/** Waits until a process has ended, at most `most` milliseconds. False: it still runs. */
export async function waitUntilGone(pid: number, most: number): Promise<boolean> {
  const end = performance.now() + most
  while (isAlive(pid)) {
    if (performance.now() >= end) return false
    await sleep(10)
  }
  return true
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}

/** Whether this process is a PostgreSQL server process at work in this folder. PostgreSQL changes into it at start. */
export function isPostgresIn(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === cluster &&
        readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n'
      )
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], {
    encoding: 'utf8',
    timeout: 5000,
  })
  return stdout.includes('postgres') && stdout.includes(`-D ${cluster}`)
}

/** Every PostgreSQL process at work in this folder; empty where the system has no /proc. */
export function postgresProcessesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isPostgresIn(pid, cluster) && isAlive(pid))
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    // pid (name) state ...; the name may hold anything, so the last bracket counts.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}
