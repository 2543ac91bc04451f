import { execFile } from 'node:child_process'

/** Mail servers lie where an ordinary user's PATH does not lead. */
const withSystemPrograms = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  PATH: `${env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`,
})

/** Runs a program to its end and gives its output; throws with what it said when it fails. */
export const run = (
  file: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      args,
      { timeout: options.timeout ?? 60_000, env: withSystemPrograms(options.env ?? process.env) },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${file}: ${stderr.trim() || error.message}`))
        else resolve(stdout)
      },
    )
  })
