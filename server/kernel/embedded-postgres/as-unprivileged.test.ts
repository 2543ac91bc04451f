import { spawnSync } from 'node:child_process'
import { chownSync, chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { readAccounts } from './accounts.ts'
import { createdFolder, killHard, query, start, startInProcess, temporaryFolder } from './fixtures/support.ts'
import { isAlive, postgresProcessesIn, waitUntilGone } from './process-table.ts'

const isRoot = process.getuid?.() === 0
const nobody = readAccounts().find(({ name }) => name === 'nobody')
const uid = nobody?.uid ?? 65534

/** Whether a command works; for what a system may forbid. */
function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** A folder of another user's own, which that user can reach. */
function folderOfNobody(): string {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  chownSync(dataDir, uid, uid)
  return dataDir
}

function ownersIn(dataDir: string): number[] {
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
  return [...new Set(names.map((name) => statSync(join(dataDir, name)).uid))]
}

describe('started by root', { timeout: 60_000 }, () => {
  beforeEach(({ skip }) => skip(!isRoot, 'these tests need root'))

  test("works in a folder below root's own, which nobody else may enter", async () => {
    const parent = temporaryFolder(homedir())
    expect((statSync(parent).mode & 0o777).toString(8)).toBe('700')
    const { connectionString } = await start(join(parent, 'data'))
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('works without user namespaces, as another user with one capability', async ({ skip }) => {
    skip(
      !works('setpriv', '--securebits=+no_setuid_fixup', 'true'),
      'this system has no setpriv or no right to it',
    )
    const dataDir = join(temporaryFolder(homedir()), 'data')
    const lines: string[] = []
    const first = await start(dataDir, { way: 'as user nobody' }, lines)
    expect(lines.join()).toContain('as user nobody with dac_override')
    await query(first.connectionString, 'create table kept as select 7 as n')
    await first.stop()
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(uid)

    const second = await start(dataDir)
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('takes over a database that ran in another way before', async ({ skip }) => {
    skip(
      !works('setpriv', '--securebits=+no_setuid_fixup', 'true'),
      'this system has no setpriv or no right to it',
    )
    const dataDir = join(temporaryFolder(), 'data')
    const first = await start(dataDir)
    await query(first.connectionString, 'create table kept as select 7 as n')
    await first.stop()
    const second = await start(dataDir, { way: 'as user nobody' })
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test("leaves an ordinary user's folder theirs, so that they can start it again", async () => {
    const dataDir = folderOfNobody()
    const byRoot = await start(dataDir)
    await query(byRoot.connectionString, 'create table kept as select 7 as n')
    await byRoot.stop()
    expect(ownersIn(dataDir)).toEqual([uid])
    const { held } = await startInProcess(dataDir, { uid })
    expect(held.message).toBeUndefined()
  })

  test('works in a container that allows no user namespaces, and takes its server over after kill -9', async ({
    skip,
  }) => {
    const below = ['sh', fileURLToPath(new URL('./fixtures/like-a-container.sh', import.meta.url))]
    skip(!works('sh', below[1] ?? '', 'true'), 'this system does not let us imitate a container')
    const dataDir = join(temporaryFolder(homedir()), 'data')
    const first = await startInProcess(dataDir, { below, parts: { tied: false } })
    expect(first.held.message).toBeUndefined()
    await query(first.held.connectionString, 'create table kept as select 7 as n')
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0)
    await killHard(first.pid)

    const second = await startInProcess(dataDir, { below })
    expect(second.held).toMatchObject({ adopted: true })
    expect(await query(second.held.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('says so in one sentence where no way works', async ({ skip }) => {
    // A container that knows no other user and allows no namespaces.
    const inside = ['unshare', '--user', '--map-root-user', 'sh', '-c']
    const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    skip(!works(...(inside as [string]), forbid, 'sh', 'true'), 'this system forbids user namespaces')
    const { held } = await startInProcess(await createdFolder(), { below: [...inside, forbid, 'sh'] })
    expect(held.code).toBe('root')
    expect(held.message).toMatch(
      /PostgreSQL does not run as root, and no way around .* ordinary user, or .*DATABASE_URL/,
    )
  })
})

describe('started by an ordinary user', { timeout: 60_000 }, () => {
  beforeEach(({ skip }) => {
    skip(!isRoot, 'only root can become another user')
    const readable = spawnSync('test', ['-r', import.meta.filename], { uid, gid: uid }).status === 0
    skip(!readable, 'this copy of the product may be read by root only')
  })

  test('works, and stops on request', async () => {
    const dataDir = folderOfNobody()
    const { held, pid, child } = await startInProcess(dataDir, { uid })
    expect(held).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./) })
    expect(await query(held.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })

  test('leaves no server behind after kill -9', async () => {
    const dataDir = folderOfNobody()
    const { pid } = await startInProcess(dataDir, { uid })
    const [server = 0] = postgresProcessesIn(join(dataDir, 'postgres'))
    expect(isAlive(server)).toBe(true)
    await killHard(pid)
    expect(await waitUntilGone(server, 20_000)).toBe(true)
  })

  test('is told when the folder, or the database in it, belongs to somebody else', async () => {
    const folder = temporaryFolder()
    const { held } = await startInProcess(join(folder, 'data'), { uid })
    expect(held).toMatchObject({
      code: 'no-permission',
      message: expect.stringContaining('Give the folder to'),
    })

    const dataDir = folderOfNobody()
    mkdirSync(join(dataDir, 'postgres'), { mode: 0o700 })
    const second = await startInProcess(dataDir, { uid })
    expect(second.held.code).toBe('no-permission')
  })

  test('works without a name in /etc/passwd where user namespaces are allowed', async ({ skip }) => {
    const nameless = 54_321
    const allowed = spawnSync('unshare', ['--user', 'true'], { uid: nameless, gid: nameless }).status === 0
    skip(!allowed, 'this system lets no ordinary user make a user namespace')
    const dataDir = folderOfNobody()
    chownSync(dataDir, nameless, nameless)
    const { held } = await startInProcess(dataDir, { uid: nameless })
    expect(await query(held.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
