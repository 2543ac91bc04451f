import { spawn } from 'node:child_process'
import { messageOf } from './errors.ts'

/** What a finished command left. `code` is undefined when a signal ended it or it could not be started. */
export type CommandResult = { code: number | undefined; output: string }

export type CommandOptions = {
  env: Record<string, string>
  uid?: number | undefined
  gid?: number | undefined
  /** After this many milliseconds the command is killed. */
  timeout: number
}

const mostOutput = 64 * 1024

/** Runs a command to its end and keeps what it printed (the last 64 kB). Never throws. */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    let output = ''
    const fail = (error: unknown): void => resolve({ code: undefined, output: output + messageOf(error) })
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-mostOutput)
    }
    try {
      const child = spawn(file, args, {
        env: options.env,
        timeout: options.timeout,
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(options.uid === undefined ? {} : { uid: options.uid }),
        ...(options.gid === undefined ? {} : { gid: options.gid }),
      })
      child.stdout.on('data', keep)
      child.stderr.on('data', keep)
      child.once('error', fail)
      child.once('close', (code, signal) => {
        if (signal !== null) output += `\nended by ${signal}`
        resolve({ code: code ?? undefined, output })
      })
    } catch (error) {
      // A user that this system or container does not have is refused at once.
      fail(error)
    }
  })
}

/**
 * The environment of PostgreSQL's programs: nothing of ours (no secrets, no PG* variables), English messages, UTC,
 * and the folders where a system keeps `unshare` and `setpriv`.
 */
export function cleanEnvironment(libraryPath: string | undefined): Record<string, string> {
  const paths = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
  const env: Record<string, string> = { PATH: paths.join(':'), LC_ALL: 'C', TZ: 'UTC' }
  if (libraryPath === undefined) return env
  return { ...env, LD_LIBRARY_PATH: libraryPath, DYLD_LIBRARY_PATH: libraryPath }
}
