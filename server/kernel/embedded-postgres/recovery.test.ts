import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import {
  createdFolder,
  killHard,
  later,
  query,
  start,
  startInProcess,
  temporaryFolder,
} from './fixtures/support.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { isAlive, postgresProcessesIn, signal, waitUntilGone } from './process-table.ts'

const make = 'create table kept (n int)'
const insert = 'insert into kept select generate_series(1, 1000)'
const count = 'select count(*)::int as rows from kept'

function postmasterOf(dataDir: string): number {
  return readPostmasterFile(join(dataDir, 'postgres'))?.pid ?? 0
}

const unfinished = (dataDir: string): string[] =>
  readdirSync(dataDir).filter((name) => name.startsWith('postgres.unfinished'))

/** A folder whose first start was killed in the middle. On a busy machine a kill may come too late: then another. */
async function killedWhileCreating(): Promise<string> {
  for (;;) {
    const dataDir = temporaryFolder()
    const lock = join(dataDir, 'madoguchi.pid')
    const starting = startInProcess(dataDir)
    const pid = await vi.waitUntil(
      () => unfinished(dataDir).length > 0 && existsSync(lock) && Number(readFileSync(lock, 'utf8')),
      { timeout: 20_000, interval: 5 },
    )
    await killHard(pid)
    await starting
    if (!existsSync(join(dataDir, 'postgres'))) return dataDir
  }
}

describe('after kill -9 of our process', { timeout: 60_000 }, () => {
  test.runIf(process.platform === 'linux')(
    'the server ends by itself, and the next start has every row',
    async () => {
      const dataDir = await createdFolder()
      const { pid, held } = await startInProcess(dataDir)
      await query(held.connectionString, make, insert)
      const server = postmasterOf(dataDir)
      await killHard(pid)
      expect(await waitUntilGone(server, 20_000)).toBe(true)
      const next = await start(dataDir)
      expect(await query(next.connectionString, count)).toEqual([{ rows: 1000 }])
    },
  )

  test('a start at once, while the old server is still stopping, waits for it', async () => {
    const dataDir = await createdFolder()
    const { pid, held } = await startInProcess(dataDir)
    await query(held.connectionString, make, insert)
    await killHard(pid)
    const next = await start(dataDir)
    expect(await query(next.connectionString, count)).toEqual([{ rows: 1000 }])
  })

  test('a server that could not end by itself is taken over as it runs, and stopped with us', async () => {
    const dataDir = await createdFolder()
    const { pid, held } = await startInProcess(dataDir, { parts: { tied: false } })
    await query(held.connectionString, make, insert)
    const server = postmasterOf(dataDir)
    await killHard(pid)
    expect(isAlive(server)).toBe(true)

    const next = await start(dataDir)
    expect(next).toMatchObject({ adopted: true, connectionString: held.connectionString })
    expect(postmasterOf(dataDir)).toBe(server)
    expect(await query(next.connectionString, count)).toEqual([{ rows: 1000 }])
    await next.stop()
    expect(isAlive(server)).toBe(false)
  })

  test('a server with other settings is stopped and started anew', async () => {
    const dataDir = await createdFolder()
    await (await start(dataDir)).stop()
    const conf = join(dataDir, 'postgres', 'postgresql.conf')
    // What an older version of ours would have left: other settings than today's.
    writeFileSync(conf, `${readFileSync(conf, 'utf8')}\nmadoguchi.settings = 'older'\n`)
    const { pid } = await startInProcess(dataDir, { parts: { tied: false } })
    const server = postmasterOf(dataDir)
    await killHard(pid)
    expect(await start(dataDir)).toMatchObject({ adopted: false })
    expect(postmasterOf(dataDir)).not.toBe(server)
    expect(isAlive(server)).toBe(false)
  })

  test('a server that hangs is ended, and the next one has every row', async () => {
    const dataDir = await createdFolder()
    const { pid, held } = await startInProcess(dataDir, { parts: { tied: false } })
    await query(held.connectionString, make, insert)
    const server = postmasterOf(dataDir)
    await killHard(pid)
    signal(server, 'SIGSTOP')
    const next = await start(dataDir)
    expect(next.adopted).toBe(false)
    expect(isAlive(server)).toBe(false)
    expect(await query(next.connectionString, count)).toEqual([{ rows: 1000 }])
  })

  test('while the database is created, the next start creates it whole', async () => {
    const dataDir = await killedWhileCreating()
    const { connectionString } = await start(dataDir)
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(unfinished(dataDir)).toEqual([])
  })
})

describe('after kill -9 of the server', { timeout: 60_000 }, () => {
  test('it is started again on the same socket, with every row', async () => {
    const dataDir = await createdFolder()
    const { connectionString } = await start(dataDir)
    await query(connectionString, make, insert)
    await killHard(postmasterOf(dataDir))
    await vi.waitUntil(async () => query(connectionString, 'select 1').catch(() => false), {
      timeout: 30_000,
    })
    expect(await query(connectionString, count)).toEqual([{ rows: 1000 }])
  })

  test('a start of a new process finds every row, a busy leftover process notwithstanding', async () => {
    const dataDir = await createdFolder()
    const { pid, held } = await startInProcess(dataDir, { parts: { tied: false } })
    await query(held.connectionString, make, insert)
    // Computes without ever looking whether its server still lives.
    const busy = query(held.connectionString, 'do $$ begin loop end loop; end $$').catch(() => 'ended')
    await sleep(300)
    const server = postmasterOf(dataDir)
    signal(pid, 'SIGKILL')
    await killHard(server)
    await killHard(pid)
    const next = await start(dataDir)
    expect(await busy).toBe('ended')
    expect(next.adopted).toBe(false)
    expect(await query(next.connectionString, count)).toEqual([{ rows: 1000 }])
    await next.stop()
    expect(postgresProcessesIn(join(dataDir, 'postgres'))).toEqual([])
  })

  test('a stop while it is being started again leaves nothing behind', async () => {
    const dataDir = await createdFolder()
    const database = await start(dataDir)
    await killHard(postmasterOf(dataDir))
    await database.stop()
    expect(postgresProcessesIn(join(dataDir, 'postgres'))).toEqual([])
    expect(await start(dataDir)).toMatchObject({ adopted: false })
  })
})

describe('a stale postmaster.pid', { timeout: 60_000 }, () => {
  test.each(['living stranger', 'dead process'])('of a %s does not prevent the start', async (whose) => {
    const dataDir = await createdFolder()
    const first = await start(dataDir)
    await query(first.connectionString, make, insert)
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    const [, ...rest] = readFileSync(file, 'utf8').split('\n')
    await first.stop()
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
    const pid = stranger.pid ?? 0
    later(async () => void stranger.kill('SIGKILL'))
    if (whose === 'dead process') await killHard(pid)
    writeFileSync(file, [pid, ...rest].join('\n'))

    const second = await start(dataDir)
    expect(second.adopted).toBe(false)
    expect(await query(second.connectionString, count)).toEqual([{ rows: 1000 }])
    expect(isAlive(pid)).toBe(whose === 'living stranger')
  })

  test('that is empty does not prevent the start', async () => {
    const dataDir = await createdFolder()
    await (await start(dataDir)).stop()
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '')
    expect(await start(dataDir)).toMatchObject({ adopted: false })
  })

  test('of ours beside a lock file of a killed process does not prevent the start', async () => {
    const dataDir = join(temporaryFolder(), 'data')
    mkdirSync(dataDir, { mode: 0o700 })
    writeFileSync(join(dataDir, 'madoguchi.pid'), `${process.ppid}\n`)
    await start(dataDir)
    expect(readFileSync(join(dataDir, 'madoguchi.pid'), 'utf8')).toBe(`${process.pid}\n`)
  })
})
