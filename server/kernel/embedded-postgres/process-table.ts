import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
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

/**
 * A name for the processes of this folder's server, which PostgreSQL puts into their titles (`cluster_name`). They
 * are known by it and by the server's arguments, since these may be read of everybody's processes: in a container
 * not even root may see the folder that another user's process works in.
 */
export function clusterNameOf(cluster: string): string {
  return `madoguchi-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
}

/** Whether this process is a PostgreSQL server, or one of its children, at work in this folder. */
export function isPostgresIn(pid: number, cluster: string): boolean {
  return belongsTo(commandOf(pid), cluster)
}

/** Every living PostgreSQL process at work in this folder. */
export function postgresProcessesIn(cluster: string): number[] {
  return processIds().filter((pid) => isPostgresIn(pid, cluster) && isAlive(pid))
}

function belongsTo(command: string, cluster: string): boolean {
  if (command.startsWith(`postgres: ${clusterNameOf(cluster)}: `)) return true
  return /^\S*postgres /.test(command) && command.includes(` -D ${cluster} `)
}

/** The words of a process's command, each followed by a space; empty when there is none. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux') return ps('-p', String(pid), '-o', 'command=').replace('\n', ' ')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function processIds(): number[] {
  const names = process.platform === 'linux' ? readdirSync('/proc') : ps('-ax', '-o', 'pid=').split('\n')
  return names.map((name) => Number(name.trim())).filter((pid) => Number.isSafeInteger(pid) && pid > 0)
}

function ps(...args: string[]): string {
  return spawnSync('ps', ['-ww', ...args], { encoding: 'utf8', timeout: 5000 }).stdout
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
