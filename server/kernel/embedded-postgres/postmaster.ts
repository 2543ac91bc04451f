import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { WorkingRunner } from './choose-runner.ts'
import { messageOf } from './errors.ts'
import type { Binaries } from './find-binaries.ts'
import type { Places } from './places.ts'
import { isAlive } from './process-table.ts'

/** A server process, started by us or found running. */
export type Postmaster = {
  pid: number
  isGone: () => boolean
  /** Calls back once when the process has ended, for whatever reason. */
  whenGone: (tell: () => void) => void
}

/** Starts the server. It may not be ready yet, and may end at once. */
export async function spawnPostmaster(
  places: Places,
  binaries: Binaries,
  runner: WorkingRunner,
  env: Record<string, string>,
  fixed: readonly string[],
): Promise<Postmaster> {
  const [file = '', ...args] = [...runner.prefix, binaries.postgres, '-D', places.cluster, ...fixed]
  const log = openSync(places.log, 'a', 0o600)
  try {
    const child = spawn(file, args, {
      env,
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C in the terminal must stop us first, and the database last.
      detached: true,
      ...(runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid }),
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) =>
        reject(new Error(`PostgreSQL could not be started: ${messageOf(error)}`)),
      )
    })
    child.unref()
    const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null
    return {
      pid: child.pid ?? 0,
      isGone,
      whenGone: (tell) => (isGone() ? tell() : void child.once('exit', tell)),
    }
  } finally {
    closeSync(log)
  }
}

/** A server that runs already; it is no child of ours, so its end is found by looking. */
export function adoptedPostmaster(pid: number): Postmaster {
  return {
    pid,
    isGone: () => !isAlive(pid),
    whenGone(tell) {
      const timer = setInterval(() => {
        if (isAlive(pid)) return
        clearInterval(timer)
        tell()
      }, 500)
      timer.unref()
    },
  }
}
