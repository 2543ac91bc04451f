import { spawn } from 'node:child_process'

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
    const child = spawn(file, args, {
      env: options.env,
      timeout: options.timeout,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
    })
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-mostOutput)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: undefined, output: output + error.message }))
    child.once('close', (code, signal) => {
      if (signal !== null) output += `\nended by ${signal}`
      resolve({ code: code ?? undefined, output })
    })
  })
}

/**
 * The environment of PostgreSQL's programs: nothing of ours (no secrets, no PG* variables), English messages, UTC,
 * and the folders where a system keeps `unshare` and `setpriv`.
 */
export function cleanEnvironment(libraryFolder: string | undefined): Record<string, string> {
  const paths = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
  const env: Record<string, string> = { PATH: paths.join(':'), LC_ALL: 'C', TZ: 'UTC' }
  if (libraryFolder === undefined) return env
  return { ...env, LD_LIBRARY_PATH: libraryFolder, DYLD_LIBRARY_PATH: libraryFolder }
}
