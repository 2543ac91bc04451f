import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAccounts } from './accounts.ts'
import { findBinaries } from './find-binaries.ts'
import { query, start, startInProcess, temporaryFolder } from './fixtures/support.ts'

/** The programs as npm unpacks them when the package's post-install step is blocked: without a link. */
function copyWithoutLinks(folder: string): string {
  const native = join(folder, 'package', 'native')
  cpSync(findBinaries().native, native, { recursive: true, verbatimSymlinks: true })
  for (const link of linksIn(native)) rmSync(join(native, 'lib', link))
  return native
}

function linksIn(native: string): string[] {
  return readdirSync(join(native, 'lib')).filter((name) =>
    lstatSync(join(native, 'lib', name)).isSymbolicLink(),
  )
}

describe('missing library links', { timeout: 60_000 }, () => {
  test('are made in the package', async () => {
    const folder = temporaryFolder()
    const native = copyWithoutLinks(folder)
    const program = join(native, 'bin', 'postgres')
    expect(spawnSync(program, ['--version'], { encoding: 'utf8' }).stderr).toContain(
      'cannot open shared object file',
    )

    const dataDir = join(folder, 'data')
    const { connectionString } = await start(dataDir, { native })
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(linksIn(native)).toContain('libicuuc.so.60')
    expect(existsSync(join(dataDir, 'postgres-libraries'))).toBe(false)
  })

  test('are made in the data folder where the package may not be written', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root can become a user who may not write the package')
    const uid = readAccounts().find(({ name }) => name === 'nobody')?.uid ?? 65534
    const readable = spawnSync('test', ['-r', import.meta.filename], { uid, gid: uid }).status === 0
    skip(!readable, 'this copy of the product may be read by root only')
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    const native = copyWithoutLinks(folder)
    const dataDir = join(folder, 'data')
    mkdirSync(dataDir)
    chownSync(dataDir, uid, uid)

    const { held } = await startInProcess(dataDir, { uid, parts: { native } })
    expect(held.message).toBeUndefined()
    expect(await query(held.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(linksIn(native)).toEqual([])
    expect(readdirSync(join(dataDir, 'postgres-libraries'))).toContain('libicuuc.so.60')
  })
})
