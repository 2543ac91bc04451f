import { chownSync, closeSync, lchownSync, openSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runnersFor, type Owner } from './as-unprivileged.ts'
import { hasCluster } from './check-cluster.ts'
import { chooseRunner, type WorkingRunner } from './choose-runner.ts'
import { createCluster } from './create-cluster.ts'
import { findBinaries, type Binaries } from './find-binaries.ts'
import { linkLibraries } from './link-libraries.ts'
import type { Places } from './places.ts'
import { cleanEnvironment } from './run-command.ts'
import { fixedSettings, markOf, renderSettings, writeSettings } from './settings.ts'
import { prepareSocketFolder, socketFolderOf } from './socket-folder.ts'

/** What tests set otherwise. */
export type StartParts = {
  /** Another `native` folder of PostgreSQL's programs. */
  native?: string
  /** False: do not end the server when our process is killed, as on systems that cannot. */
  tied?: boolean
  /** Only the ways to run PostgreSQL whose description has this. */
  way?: string
}

/** Everything that a start of the server needs, checked and in place. */
export type Server = {
  places: Places
  binaries: Binaries
  runner: WorkingRunner
  env: Record<string, string>
  socketFolder: string
  /** Arguments that nothing in the data folder may override. */
  fixed: readonly string[]
  /** Tells whether a running server has these settings. */
  mark: string
}

/** Finds the programs and a way to run them, and creates the database if the data folder has none. */
export async function prepareServer(
  places: Places,
  parts: StartParts,
  log: (line: string) => void,
): Promise<Server> {
  giveToFolderOwner(places)
  const binaries = findBinaries(parts.native)
  const env = cleanEnvironment(linkLibraries(binaries.native, places.libraries, log))
  const ways = runnersFor(places).filter((way) => way.described.includes(parts.way ?? ''))
  const runner = await chooseRunner(places, binaries, env, ways, parts.tied ?? true)
  const socketFolder = socketFolderOf(places.dataDir)
  const fixed = fixedSettings(places.cluster, socketFolder)
  const settings = renderSettings(fixed, runner.version)
  prepareSocketFolder(socketFolder, runner.owner)
  if (hasCluster(places, runner.version)) {
    changeOwner(places.cluster, runner.owner)
    writeSettings(places.cluster, settings, runner.owner)
  } else {
    log(`Creating the database in ${places.cluster} (PostgreSQL ${runner.version}, ${runner.described}).`)
    await createCluster(places, binaries, runner, env, settings)
  }
  return { places, binaries, runner, env, socketFolder, fixed, mark: markOf(settings) }
}

/** Started by root in somebody's folder, our own files become theirs, so that they can start without root. */
function giveToFolderOwner(places: Places): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(places.dataDir)
  if (uid === 0) return
  closeSync(openSync(places.log, 'a', 0o600))
  for (const path of [places.lock, dirname(places.log), places.log]) chownSync(path, uid, gid)
}

/** Hands an existing database to the user who will run it, when root had run it in another way before. */
function changeOwner(cluster: string, owner: Owner): void {
  if (process.getuid?.() !== 0 || statSync(cluster).uid === owner.uid) return
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), owner.uid, owner.gid)
  chownSync(cluster, owner.uid, owner.gid)
}
