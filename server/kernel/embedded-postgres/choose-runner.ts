import type { Binaries } from './find-binaries.ts'
import type { Runner } from './as-unprivileged.ts'
import { EmbeddedPostgresError } from './errors.ts'
import type { Places } from './places.ts'
import { runCommand } from './run-command.ts'

/** A way to run PostgreSQL that was seen to work, and the version that it printed ("18.4"). */
export type WorkingRunner = Runner & { version: string }

// Everything that the server needs to reach: the data folder, the program, its libraries.
const probe = 'cd -- "$1" && exec "$2" --version'

/**
 * Tries the ways to run PostgreSQL, best first, and gives the first that works. Throws one sentence if none does.
 * `tied`: end with our process where the system can do that.
 */
export async function chooseRunner(
  places: Places,
  binaries: Binaries,
  env: Record<string, string>,
  ways: readonly Runner[],
  tied: boolean,
): Promise<WorkingRunner> {
  const failures: string[] = []
  const tie = tied && process.platform === 'linux'
  for (const runner of ways.flatMap((way) => (tie ? [tiedToUs(way), way] : [way]))) {
    const command = [...runner.prefix, 'sh', '-c', probe, 'sh', places.dataDir, binaries.postgres]
    const { code, output } = await runCommand(command, { ...runner, env, timeout: 20_000 })
    const version = /\(PostgreSQL\) (\d+\.\d+)/.exec(output)?.[1]
    if (code === 0 && version !== undefined) return { ...runner, version }
    failures.push(`${runner.described}: ${output.trim().split('\n').at(-1) || `exit code ${code}`}`)
  }
  throw noWay(failures)
}

/**
 * The kernel sends SIGINT, a fast and clean stop, when the thread that started the program ends: our main thread,
 * so kill -9 of our process leaves no server behind. After a change of user, since that resets it.
 */
function tiedToUs(runner: Runner): Runner {
  return { ...runner, prefix: [...runner.prefix, 'setpriv', '--pdeathsig', 'INT', '--'] }
}

function noWay(failures: readonly string[]): EmbeddedPostgresError {
  const tried = failures.length === 0 ? '' : `\nTried ${[...new Set(failures)].join('; ')}.`
  if (process.getuid?.() === 0)
    return new EmbeddedPostgresError(
      'root',
      'PostgreSQL does not run as root, and no way around that works here. Start Madoguchi as an ordinary user, ' +
        `or use your own PostgreSQL with DATABASE_URL.${tried}`,
    )
  return new EmbeddedPostgresError(
    'unsupported',
    'The PostgreSQL that comes with Madoguchi does not run on this system (it needs glibc, as in Debian, Ubuntu ' +
      `or Fedora). Use your own PostgreSQL with DATABASE_URL.${tried}`,
  )
}
