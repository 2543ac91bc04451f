import { boundLog, logSize, readLogSince, watchLog } from './server-log.ts'
import { prepareServer, type Server, type StartParts } from './prepare-server.ts'
import { explainFailure, explainSystemError } from './explain-failure.ts'
import { keepRunning } from './keep-running.ts'
import { lockDataFolder, type FolderLock } from './lock-data-folder.ts'
import { openDataFolder } from './places.ts'
import { spawnPostmaster } from './postmaster.ts'
import { settleLeftovers, type Running } from './settle-leftovers.ts'
import { connectionStringOf, databaseName, removeSocketFolder } from './socket-folder.ts'
import { endLeftovers, stopPostmaster } from './stop-postmaster.ts'
import { waitUntilReady } from './wait-until-ready.ts'

export type StartOptions = {
  /** The data folder; created (0700) when missing. */
  dataDir: string
  /** Gets what the person who started us should know, a line at a time. */
  log: (line: string) => void
}

/** A running database. */
export type EmbeddedPostgres = {
  /** For `pg` and everything that takes a PostgreSQL connection string. Stays the same over restarts. */
  connectionString: string
  /** The server's version, like "18.4". */
  version: string
  /** True when the server of an earlier, killed process was still running and was taken over. */
  adopted: boolean
  /** Stops the server and gives up the data folder. Open connections end. May be called more than once. */
  stop(): Promise<void>
}

/**
 * Starts the embedded database of a data folder, creating it at the first start, and resolves when it takes work.
 * Call it from the main thread: on Linux the server stops when the calling thread ends.
 *
 * Throws `DataFolderInUse` or another `EmbeddedPostgresError`, each with a sentence for people.
 */
export async function startEmbeddedPostgres(
  options: StartOptions,
  parts: StartParts = {},
): Promise<EmbeddedPostgres> {
  const places = openDataFolder(options.dataDir)
  const lock = await lockDataFolder(places)
  try {
    const server = await prepareServer(places, parts, options.log)
    return await run(server, lock, options.log)
  } catch (error) {
    lock.release()
    throw explainSystemError(places.dataDir, 'The embedded database could not be started', error)
  }
}

async function run(server: Server, lock: FolderLock, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const { places, socketFolder, runner } = server
  const begin = async (): Promise<Running & { adopted: boolean }> => {
    const left = { places, socketFolder, settings: server.mark, version: runner.version, log }
    const adopted = await settleLeftovers(left)
    return { ...(adopted ?? (await launch(server, log))), adopted: adopted !== undefined }
  }
  const { postmaster, ready, adopted } = await begin()
  const kept = keepRunning(postmaster, async () => (await begin()).postmaster, log)
  const stopWatching = watchLog(places.log, log)
  const stop = async (): Promise<void> => {
    stopWatching()
    await kept.release()
    const last = kept.current()
    if (!last.isGone()) await stopPostmaster(last.pid, places.cluster, log)
    // Its children, should it have been killed just before.
    await endLeftovers(places.cluster, log)
    removeSocketFolder(socketFolder)
    lock.release()
  }
  let stopped: Promise<void> | undefined
  return {
    connectionString: connectionStringOf(socketFolder, databaseName),
    version: ready.version,
    adopted,
    stop: async () => (stopped ??= stop()),
  }
}

/** Starts the server and waits for it; if it fails, says why, and leaves no process behind. */
async function launch(server: Server, log: (line: string) => void): Promise<Running> {
  const { places, binaries, runner, env, fixed, socketFolder } = server
  boundLog(places.log, log)
  const before = logSize(places.log)
  const postmaster = await spawnPostmaster(places, binaries, runner, env, fixed)
  const answer = await waitUntilReady({
    cluster: places.cluster,
    socketFolder,
    isGone: postmaster.isGone,
    mostSilence: 60_000,
    mostBusy: 15 * 60_000,
    log,
  })
  if (answer.kind === 'ready') return { postmaster, ready: answer }
  if (!postmaster.isGone())
    await stopPostmaster(postmaster.pid, places.cluster, log, { fast: 5000, immediate: 3000 })
  const output = `${readLogSince(places.log, before)}\n${answer.kind === 'gone' ? '' : answer.message}`
  throw explainFailure(places.dataDir, 'The embedded database could not be started.', output)
}
