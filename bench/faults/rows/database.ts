import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../fault.ts'
import { sleep } from '../insist.ts'
import type { World } from '../world.ts'

const MEGABYTES = 320

/** A disk of its own in memory, small enough to be filled. */
const smallDisk = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=0755`, 'tmpfs', dataDir])
  return () => void execFileSync('umount', [dataDir])
}

/** Takes the rest of the disk, again and again, since the database gives room back too. */
const fillDisk = async ({ house }: World, ms: number): Promise<void> => {
  const end = performance.now() + ms
  const files: string[] = []
  try {
    while (performance.now() < end) {
      const { bavail, bsize } = statfsSync(house.dataDir)
      if (bavail > 0) {
        const file = join(house.dataDir, `ballast-${files.length}`)
        files.push(file)
        try {
          writeFileSync(file, Buffer.alloc(bavail * bsize, 1))
        } catch {
          // It is full now, which was meant.
        }
      }
      await sleep(20)
    }
  } finally {
    for (const file of files) rmSync(file, { force: true })
  }
}

const onSmallDisk: Pick<Fault, 'place' | 'patience' | 'impossible'> = {
  place: smallDisk,
  patience: 120,
  impossible: () =>
    process.getuid?.() === 0 && process.platform === 'linux'
      ? undefined
      : 'a disk of its own needs root on Linux',
}

const POSTMASTER = `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer as pid`
const DROP_ALL = `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`

export const databaseFaults: readonly Fault[] = [
  {
    name: 'database-restarts',
    what: 'The database is stopped at once and started again, killed with all its processes, and stopped again.',
    async strike({ house }) {
      const [first] = await house.query<{ pid: number }>(POSTMASTER)
      process.kill(first?.pid ?? 0, 'SIGINT')
      await sleep(4000)
      await house.killDatabase('postmaster')
      await sleep(5000)
      const [second] = await house.query<{ pid: number }>(POSTMASTER)
      process.kill(second?.pid ?? 0, 'SIGQUIT')
      await sleep(3000)
    },
  },
  {
    name: 'database-full',
    what: `The disk of the database (${MEGABYTES} MB) is full for ten seconds, to the last byte.`,
    ...onSmallDisk,
    strike: (world) => fillDisk(world, 10_000),
  },
  {
    name: 'database-full-worker-killed',
    what: 'The same, and the worker is killed meanwhile: what it could not write down is known to nobody.',
    ...onSmallDisk,
    async strike(world) {
      const full = fillDisk(world, 8000)
      await sleep(4000)
      await Promise.all([full, world.house.kill('worker')])
    },
  },
  {
    name: 'database-drops-connections',
    what: 'The database ends all connections again and again for eight seconds.',
    async strike({ house }) {
      const end = performance.now() + 8000
      while (performance.now() < end) {
        await house.query(DROP_ALL)
        await sleep(300)
      }
    },
  },
]
