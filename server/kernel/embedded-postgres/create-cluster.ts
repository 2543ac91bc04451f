import {
  appendFileSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { WorkingRunner } from './choose-runner.ts'
import { explainFailure } from './explain-failure.ts'
import type { Binaries } from './find-binaries.ts'
import type { Places } from './places.ts'
import { runCommand } from './run-command.ts'
import { settingsFile, writeSettings } from './settings.ts'
import { databaseUser } from './socket-folder.ts'

const initdbArguments = [
  `--username=${databaseUser}`,
  '--encoding=UTF8',
  // The same order and case rules on every machine, whatever its locales; upper and lower know all of Unicode.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  // Who can enter the socket's folder (0700) is let in; TCP is never opened, and refused besides.
  '--auth-local=trust',
  '--auth-host=reject',
  '--no-instructions',
]

/**
 * Creates PostgreSQL's folder whole or not at all: made beside its place, brought to the disk, then renamed.
 * A start that is killed in between leaves a folder that the next one throws away.
 */
export async function createCluster(
  places: Places,
  binaries: Binaries,
  runner: WorkingRunner,
  env: Record<string, string>,
  settings: string,
): Promise<void> {
  removeUnfinished(places)
  const folder = mkdtempSync(places.unfinished)
  if (process.getuid?.() === 0) chownSync(folder, runner.owner.uid, runner.owner.gid)
  const initdb = async (...args: string[]): Promise<void> => {
    const command = [...runner.prefix, binaries.initdb, '-D', folder, ...args]
    const { code, output } = await runCommand(command, { ...runner, env, timeout: 180_000 })
    if (code !== 0) throw explainFailure(places.dataDir, 'The database could not be created.', output)
  }
  try {
    await initdb(...initdbArguments, '--no-sync')
    appendFileSync(join(folder, 'postgresql.conf'), `\ninclude_if_exists = '${settingsFile}'\n`)
    writeSettings(folder, settings, runner.owner)
    await initdb('--sync-only')
    renameSync(folder, places.cluster)
    syncFolder(places.dataDir)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** A name of its own for each attempt: an initdb whose parent was killed may still be writing into the last one. */
function removeUnfinished(places: Places): void {
  const prefix = basename(places.unfinished)
  for (const name of readdirSync(places.dataDir).filter((entry) => entry.startsWith(prefix)))
    rmSync(join(places.dataDir, name), { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
}

/** Without this the rename itself could be lost with the power. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
