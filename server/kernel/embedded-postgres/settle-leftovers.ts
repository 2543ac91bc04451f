import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { askServer } from './ask-server.ts'
import { systemCode } from './errors.ts'
import type { Places } from './places.ts'
import { adoptedPostmaster, type Postmaster } from './postmaster.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { isAlive, isPostgresIn, waitUntilGone } from './process-table.ts'
import { socketPort } from './socket-folder.ts'
import { endLeftovers, stopPostmaster } from './stop-postmaster.ts'
import { waitUntilReady, type Ready } from './wait-until-ready.ts'

/** A server that takes work. */
export type Running = { postmaster: Postmaster; ready: Ready }

export type Leftovers = {
  places: Places
  socketFolder: string
  /** Runs with these settings or is started anew. */
  settings: string
  version: string
  log: (line: string) => void
}

/**
 * Deals with what an earlier process left when it was killed: a running server is taken over, or stopped if it is
 * not healthy or has other settings; processes without a server are ended; a postmaster.pid whose number belongs
 * to a stranger now is removed. Afterwards a server may be started, unless one is returned.
 *
 * Must be called with the data folder locked: whoever else could have started a server here has ended.
 */
export async function settleLeftovers(left: Leftovers): Promise<Running | undefined> {
  const { cluster } = left.places
  const pid = readPostmasterFile(cluster)?.pid
  if (pid !== undefined && isAlive(pid) && (isPostgresIn(pid, cluster) || (await answers(left)))) {
    const adopted = await adopt(left, pid)
    if (adopted) return adopted
  }
  await endLeftovers(cluster, left.log)
  removeNotes(left)
  return undefined
}

/** For systems that hide the processes of others: who answers on the socket for this folder is our server, too. */
async function answers(left: Leftovers): Promise<boolean> {
  const answer = await askServer(left.socketFolder)
  return answer.kind === 'ready' && answer.cluster === left.places.cluster
}

async function adopt(left: Leftovers, pid: number): Promise<Running | undefined> {
  const postmaster = adoptedPostmaster(pid)
  const answer = await waitUntilReady({
    cluster: left.places.cluster,
    socketFolder: left.socketFolder,
    isGone: postmaster.isGone,
    // A server that nobody could reach for this long hangs, or listens elsewhere.
    mostSilence: 5000,
    mostBusy: 15 * 60_000,
    log: left.log,
  })
  if (answer.kind === 'gone') return undefined
  const same = answer.kind === 'ready' && answer.cluster === left.places.cluster
  if (same && answer.settings === left.settings && answer.version === left.version) {
    left.log(`PostgreSQL: took over the server that an earlier process left running (process ${pid}).`)
    return { postmaster, ready: answer }
  }
  left.log(`PostgreSQL: stopping the server that an earlier process left running (process ${pid}).`)
  await stopPostmaster(pid, left.places.cluster, left.log, {
    // Who answers is asked kindly; who does not gets less time.
    fast: answer.kind === 'timeout' ? 3000 : 15_000,
    immediate: 2000,
  })
  await waitUntilGone(pid, 1000)
  return undefined
}

/**
 * Removes the notes of a server that is gone, since PostgreSQL takes three of them for a living server: a number
 * that a stranger bears now, one whose process ended but was not reaped, and a file that a power cut left empty.
 * Otherwise postmaster.pid stays: it lets PostgreSQL check the old server's shared memory, too.
 */
function removeNotes(left: Leftovers): void {
  rmSync(join(left.socketFolder, `.s.PGSQL.${socketPort}`), { force: true })
  rmSync(join(left.socketFolder, `.s.PGSQL.${socketPort}.lock`), { force: true })
  const path = join(left.places.cluster, 'postmaster.pid')
  const pid = readPostmasterFile(left.places.cluster)?.pid
  if (!existsSync(path) || (pid !== undefined && !existsInAnyForm(pid))) return
  left.log(
    `PostgreSQL: removing a stale postmaster.pid (${pid === undefined ? 'empty' : `of process ${pid}`}).`,
  )
  rmSync(path)
}

function existsInAnyForm(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}
