import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { freshDatabase, testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { readConfig } from '../../kernel/config/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { runDoctor } from './run-doctor.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-doctor-'))
const KEY = 'k'.repeat(40)
let test: TestDatabase
let inbox: string

beforeAll(async () => {
  test = await testDatabase()
  inbox = await addInbox(test.db, '受信箱')
  for (let n = 0; n < 3; n += 1) await receive(test.db, `customer${n}@shop.example`, inbox)
  await owner(`update inboxes set secrets = '\\x${createVault(KEY).seal({ password: 'x' }).toString('hex')}'`)
  await owner('delete from events')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a statement as the owner of the tables. */
const owner = async (statement: string, values: unknown[] = []): Promise<void> => {
  const client = new pg.Client({ connectionString: test.connectionString })
  await client.connect()
  await client.query(statement, values).finally(() => client.end())
}
const examine = async (
  words: string[] = [],
  env: Record<string, string> = {},
): Promise<{ code: number; lines: string[]; line(start: RegExp): string | undefined }> => {
  const said: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const config = readConfig({
    DATABASE_URL: test.connectionString,
    MADOGUCHI_DATA: folder,
    MADOGUCHI_SECRET: KEY,
    MADOGUCHI_URL: 'https://help.shop.example',
    MADOGUCHI_PORT: '0',
    ...env,
  })
  const code = await runDoctor(config, words).finally(() => spy.mockRestore())
  const lines = said.join('').split('\n').filter(Boolean)
  return { code, lines, line: (start) => lines.find((line) => start.test(line)) }
}
/** Breaks something, examines, and mends it again. */
const broken = async (how: string, mend: string, env: Record<string, string> = {}) => {
  await owner(how)
  return examine([], env).finally(() => owner(mend))
}

it('finds nothing broken in a sound installation', async () => {
  const { code, lines } = await examine()
  expect(lines.filter((line) => /^(FAIL|warn)/.test(line))).toEqual([])
  expect(code).toBe(0)
  expect(lines.length).toBeGreaterThan(12)
  expect(lines.at(-1)).toMatch(/^\d+ ok, 0 to look at, 0 broken\.$/)
})

describe('finds broken', () => {
  it('counts, changes nothing by itself, and mends them when told to', async () => {
    await owner('update conversation_counts set count = count + 5')
    for (let round = 0; round < 2; round += 1) {
      const { code, line } = await examine()
      expect(line(/counts/)).toMatch(/^FAIL .* are wrong → Run: npm run doctor -- --repair/)
      expect(code).toBe(1)
    }
    expect((await examine(['--repair'])).line(/counts/)).toMatch(/^ok .*are right now/)
    expect((await examine()).code).toBe(0)
  })

  it.each([
    [
      'row-level security',
      'alter table customers disable row level security',
      'alter table customers enable row level security',
      /FAIL .*row-level security.*does not hold on customers/,
    ],
    [
      'a migration that changed',
      `update migrations set hash = 'x' || hash where name like '0002%'`,
      `update migrations set hash = substr(hash, 2) where name like '0002%'`,
      /FAIL .*0002_people.sql was changed/,
    ],
    [
      'a newer database',
      `insert into migrations values ('9999_later.sql', 'x', now())`,
      `delete from migrations where name = '9999_later.sql'`,
      /FAIL .*newer version \(9999_later.sql\)/,
    ],
  ])('%s', async (_what, how, mend, words) => {
    const { code, line } = await broken(how, mend)
    expect(line(words)).toContain('→')
    expect(code).toBe(1)
  })

  it('a key that is not the right one', async () => {
    const { code, line } = await examine([], { MADOGUCHI_SECRET: 'z'.repeat(40) })
    expect(line(/does not open the stored secrets/)).toMatch(/^FAIL/)
    expect(code).toBe(1)
    const without = await examine([], { MADOGUCHI_SECRET: '' })
    expect(without.line(/There is no .*secret\.key/)).toMatch(/^FAIL/)
  })

  it('a database that does not answer, without its password', async () => {
    const { code, line } = await examine([], { DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/x' })
    expect(line(/can't be examined/)).toMatch(/^FAIL .*DATABASE_URL/)
    expect(line(/geheim/)).toBeUndefined()
    expect(code).toBe(1)
    const nothing = await examine([], { DATABASE_URL: '', MADOGUCHI_DATA: join(folder, 'nowhere') })
    expect(nothing.line(/There is no database in/)).toMatch(/^FAIL/)
  })

  it('a port that is taken', async () => {
    const server = createServer((socket) => socket.end('220 not us\r\n', () => socket.destroy()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const env = { MADOGUCHI_PORT: String(port), MADOGUCHI_HOST: '127.0.0.1' }
    expect((await examine([], env)).line(/is taken by another program/)).toMatch(/^FAIL/)
    await new Promise((resolve) => server.close(resolve))
    expect((await examine([], env)).line(/is free/)).toMatch(/^ok/)
  })
})

describe('points at', () => {
  it('what waits, was given up, or fails', async () => {
    const arrival = newId()
    await owner(
      `insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, received_at) values ($1, $2, $3, 'x', '\\x00', 'quarantined', now())`,
      [test.workspaceId, arrival, inbox],
    )
    await owner(`insert into events values ($1, $2, 'some.thing', '{}', now() - interval '3 hours')`, [
      test.workspaceId,
      newId(),
    ])
    await owner(
      `update inboxes set health_state = 'failing', health_reason = '{"en": "The password is wrong.", "ja": "x"}'`,
    )
    const { code, line } = await examine()
    await owner('delete from arrivals')
    await owner('delete from events')
    await owner(`update inboxes set health_state = 'ok'`)
    expect(line(/1 arrivals could not be understood/)).toMatch(/^warn/)
    expect(line(/Announcements: 1 wait, the oldest for 3 h/)).toMatch(/^warn .*after the start/)
    expect(line(/受信箱/)).toContain('The password is wrong.')
    expect(code).toBe(0)
  })

  it('work that does not move although a process runs', async () => {
    const alive = new pg.Client({ connectionString: test.connectionString })
    await alive.connect()
    await alive.query('select pg_advisory_lock(77, 4711)')
    await owner(`insert into events values ($1, $2, 'some.thing', '{}', now() - interval '3 hours')`, [
      test.workspaceId,
      newId(),
    ])
    const { code, line } = await examine()
    await owner('delete from events')
    await alive.end()
    expect(line(/Announcements/)).toMatch(/^FAIL .*role worker/)
    expect(line(/Madoguchi runs on it \(processes: 1\)/)).toMatch(/^ok/)
    expect(code).toBe(1)
  })

  it('an address that is missing or not encrypted, and a key that others can read', async () => {
    expect((await examine([], { MADOGUCHI_URL: '' })).line(/MADOGUCHI_URL is not set/)).toMatch(/^warn/)
    expect((await examine([], { MADOGUCHI_URL: 'http://shop.example' })).line(/not encrypted/)).toMatch(
      /^warn/,
    )
    const data = join(folder, 'open')
    mkdirSync(data)
    writeFileSync(join(data, 'secret.key'), KEY, { mode: 0o644 })
    const { line } = await examine([], { MADOGUCHI_DATA: data, MADOGUCHI_SECRET: '' })
    expect(line(/can be read by other users/)).toMatch(/^warn .*chmod 600/)
  })

  it('a database that nobody has started on, or set up', async () => {
    const { connectionString, drop } = await freshDatabase()
    expect((await examine([], { DATABASE_URL: connectionString })).line(/Nobody has set up/)).toMatch(/^warn/)
    await drop()
  })
})
