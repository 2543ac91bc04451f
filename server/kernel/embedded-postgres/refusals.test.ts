import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createdFolder, later, query, start, temporaryFolder } from './fixtures/support.ts'
import { EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts'

const isRoot = process.getuid?.() === 0

async function refusal(dataDir: string): Promise<EmbeddedPostgresError> {
  try {
    await (await startEmbeddedPostgres({ dataDir, log: () => {} })).stop()
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) return error
    throw error
  }
  throw new Error('it started')
}

describe('a start says in one sentence what is wrong', { timeout: 60_000 }, () => {
  test.each([
    ['19', 'newer-data', /made by PostgreSQL 19, and this Madoguchi brings PostgreSQL 18\. Start the newer/],
    ['17', 'older-data', /made by PostgreSQL 17, .* Make a backup/],
  ])('when the data is of PostgreSQL %s', async (major, code, sentence) => {
    const dataDir = await createdFolder()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), `${major}\n`)
    const error = await refusal(dataDir)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(sentence)
  })

  test('when the folder holds something else', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres', 'holiday.jpg'), 'beach')
    expect(await refusal(dataDir)).toMatchObject({
      code: 'not-a-database',
      message: expect.stringContaining('holds files, but no database'),
    })
    expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['holiday.jpg'])
  })

  test('when the data folder is a file', async () => {
    const file = join(temporaryFolder(), 'data')
    writeFileSync(file, '')
    for (const path of [file, join(file, 'below')])
      expect(await refusal(path)).toMatchObject({ message: expect.stringContaining('is not a folder') })
  })

  test.each([
    ['the control file is overwritten', 'global/pg_control', Buffer.alloc(8192, 7)],
    ['the control file is cut', 'global/pg_control', Buffer.alloc(0)],
    ['the list of who may enter is empty', 'pg_hba.conf', Buffer.alloc(0)],
  ])('when the database is damaged: %s', async (_how, file, content) => {
    const dataDir = await createdFolder()
    writeFileSync(join(dataDir, 'postgres', file), content)
    expect(await refusal(dataDir)).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^The database in .* is damaged.* restore your last backup/),
    })
  })

  test("when the changes since the last checkpoint are lost, with PostgreSQL's own words", async () => {
    const dataDir = await createdFolder()
    const log = join(dataDir, 'postgres', 'pg_wal')
    for (const name of readdirSync(log).filter((entry) => /^[0-9A-F]{24}$/.test(entry)))
      writeFileSync(join(log, name), '')
    expect(await refusal(dataDir)).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/last lines:\n.*checkpoint record/s),
    })
  })

  test("when the owner's settings are wrong, naming the line", async () => {
    const dataDir = await createdFolder()
    appendFileSync(join(dataDir, 'postgres', 'postgresql.conf'), "shared_buffers = 'plenty'\n")
    expect(await refusal(dataDir)).toMatchObject({
      code: 'bad-settings',
      message: expect.stringMatching(/^PostgreSQL refuses a setting in .*postgresql\.conf.*plenty/s),
    })
  })

  test.each(['', '/proc/nowhere', '/dev/null/below'])('when the data folder is %j', async (path) => {
    expect((await refusal(path)).message).toMatch(
      /is not a folder|cannot be used|may not be read and written/,
    )
  })

  test('when the disk is full at the first start, and leaves nothing half made', async ({ skip }) => {
    const dataDir = smallDisk(skip, 20)
    expect(await refusal(dataDir)).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^The disk that holds .* is full\. Free some space/),
    })
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.'))).toEqual([])
  })

  test('when the disk is full at a later start, and starts when there is room again', async ({ skip }) => {
    const dataDir = smallDisk(skip, 80)
    await (await start(dataDir)).stop()
    spawnSync('dd', ['if=/dev/zero', `of=${join(dataDir, 'fill')}`, 'bs=64k'])
    expect(await refusal(dataDir)).toMatchObject({ code: 'disk-full' })
    rmSync(join(dataDir, 'fill'))
    const { connectionString } = await start(dataDir)
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

/** A disk of so many megabytes, at a folder of its own. */
function smallDisk(skip: (condition: boolean, note: string) => void, megabytes: number): string {
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  skip(!isRoot, 'only root can mount a small disk')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder])
  skip(mounted.status !== 0, 'this system lets nobody mount a small disk')
  later(async () => void spawnSync('umount', ['-l', folder]))
  return folder
}
