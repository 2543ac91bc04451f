import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createdFolder, query, start, startInProcess, temporaryFolder } from './fixtures/support.ts'
import { DataFolderInUse, findEmbeddedPostgres, startEmbeddedPostgres } from './index.ts'

describe('the embedded database', { timeout: 60_000 }, () => {
  test('is created at the first start and keeps its rows over a stop', async () => {
    const dataDir = join(temporaryFolder(), 'not', 'there', 'yet')
    const first = await start(dataDir)
    expect(first).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\.\d+$/) })
    await query(first.connectionString, 'create table kept (word text)', "insert into kept values ('残る')")
    await first.stop()
    await first.stop()
    await expect(query(first.connectionString, 'select 1')).rejects.toThrow(/ENOENT/)

    const second = await start(dataDir)
    expect(second.connectionString).toBe(first.connectionString)
    expect(await query(second.connectionString, 'select word from kept')).toEqual([{ word: '残る' }])
  })

  test('is durable, in UTF-8, knows Japanese and Unicode case, and opens no TCP port', async () => {
    const { connectionString } = await start(await createdFolder())
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses']
    const shown = names.map((name) => `current_setting('${name}') as ${name}`).join(', ')
    expect(await query(connectionString, `select ${shown}`)).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        data_checksums: 'on',
        listen_addresses: '',
      },
    ])
    expect(
      await query(
        connectionString,
        `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, lower('ÄＡ') as lower,
                (select rolsuper from pg_roles where rolname = current_user) as superuser
         from pg_database where datname = current_database()`,
      ),
    ).toEqual([{ encoding: 'UTF8', provider: 'b', lower: 'äａ', superuser: true }])
  })

  test('lets only its own user in: the folder and the socket are closed to others', async () => {
    const dataDir = join(temporaryFolder(), 'data')
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o755)
    await start(dataDir)
    for (const folder of ['socket', 'postgres', 'logs'])
      expect([folder, (statSync(join(dataDir, folder)).mode & 0o777).toString(8)]).toEqual([folder, '700'])
  })

  test("keeps values out of the server's log", async () => {
    const dataDir = await createdFolder()
    const { connectionString } = await start(dataDir)
    await query(connectionString, 'create table people (mail text primary key)')
    const insert = "insert into people values ('hanako@example.jp')"
    await expect(query(connectionString, insert, insert)).rejects.toThrow(/duplicate key/)
    const log = readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('hanako')
  })

  test('can be found by another command while it runs', async () => {
    const dataDir = await createdFolder()
    expect(await findEmbeddedPostgres(dataDir)).toBeUndefined()
    const database = await start(dataDir)
    expect(await findEmbeddedPostgres(dataDir)).toBe(database.connectionString)
    await database.stop()
    expect(await findEmbeddedPostgres(dataDir)).toBeUndefined()
  })
})

describe('a second start on one folder', { timeout: 60_000 }, () => {
  test('is refused in the same process, and possible after the stop', async () => {
    const dataDir = await createdFolder()
    const first = await start(dataDir)
    await expect(startEmbeddedPostgres({ dataDir, log: () => {} })).rejects.toThrow(DataFolderInUse)
    expect(await query(first.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.stop()
    expect(await start(dataDir)).toMatchObject({ adopted: false })
  })

  test('is refused in another process, naming the one that holds it', async () => {
    const dataDir = await createdFolder()
    await start(dataDir)
    const { held } = await startInProcess(dataDir)
    expect(held).toMatchObject({ name: 'DataFolderInUse', code: 'in-use', holder: process.pid })
    expect(held.message).toContain(
      `Madoguchi is already running on ${dataDir} (process ${process.pid}). ` +
        'Stop it, or choose another folder with MADOGUCHI_DATA.',
    )
  })

  test('at the same moment: exactly one gets it', async () => {
    const dataDir = temporaryFolder()
    const holders = await Promise.all([
      startInProcess(dataDir),
      startInProcess(dataDir),
      startInProcess(dataDir),
    ])
    expect(holders.map(({ held }) => held.code ?? 'started').sort()).toEqual(['in-use', 'in-use', 'started'])
  })
})

describe('the path of the data folder', { timeout: 60_000 }, () => {
  test('may be longer than a socket path; the private folder elsewhere goes away with the stop', async () => {
    const dataDir = join(temporaryFolder(), 'a-rather-long-name'.repeat(4), '長い名前'.repeat(6))
    const database = await start(dataDir)
    const socketFolder = new URL(database.connectionString).searchParams.get('host') ?? ''
    expect(socketFolder).not.toContain(dataDir)
    expect((statSync(socketFolder).mode & 0o777).toString(8)).toBe('700')
    expect(await query(database.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    await database.stop()
    expect(existsSync(socketFolder)).toBe(false)
  })

  test.each(['two words + 100%', '顧客窓口', 'comma, "quote" & \\slash', "it's"])(
    'may be %s',
    async (name) => {
      const { connectionString } = await start(join(temporaryFolder(), name))
      expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )
})
