import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataFolderInUse } from './errors.ts'
import { explainSystemError } from './explain-failure.ts'
import type { Places } from './places.ts'
import { isAlive } from './process-table.ts'

/** The data folder is ours until `release`, or until this process ends in whatever way. */
export type FolderLock = { release: () => void }

const sqliteBusy = 5
const mostTries = 100

/**
 * Takes the data folder for this process. Throws `DataFolderInUse` when another live process has it.
 *
 * The lock is the kernel's own (fcntl, through an empty SQLite file, since Node has no call for it): it ends with
 * the process, kill -9 included, it cannot be confused by a process id used again, and it holds between
 * containers that share a volume, where process ids mean nothing. The holder's id is written beside it, and only
 * for the message. Never open the lock file itself elsewhere in this process: closing it would drop the lock.
 */
export async function lockDataFolder(places: Places): Promise<FolderLock> {
  for (let tries = 1; ; tries += 1) {
    const held = tryLock(places)
    if (held)
      return {
        release() {
          if (!held.isOpen) return
          rmSync(places.holder, { force: true })
          held.close()
        },
      }
    // A process that was just killed lets go a moment after it is seen as dead (its threads end one by one), and a
    // winner of this very race has not written its id yet. Somebody we cannot see keeps the lock for good.
    const pid = readHolder(places.holder)
    if (tries >= mostTries || (pid !== undefined && isAlive(pid)))
      throw new DataFolderInUse(places.dataDir, pid)
    await sleep(20)
  }
}

function tryLock(places: Places): DatabaseSync | undefined {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(places.lock, { timeout: 0 })
    file.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE')
    // Anew: root may have written the last one.
    rmSync(places.holder, { force: true })
    writeFileSync(places.holder, `${process.pid}\n`, { mode: 0o644 })
    return file
  } catch (error) {
    if (file?.isOpen) file.close()
    if (isBusy(error)) return undefined
    const what = `The folder ${places.dataDir} cannot be locked (${places.lock})`
    throw explainSystemError(places.dataDir, what, error)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function readHolder(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10)
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}
