import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { freshDatabase } from './harness/index.ts'
import { freePorts } from './mailserver/free-ports.ts'

const START = join(import.meta.dirname, '../scripts/start.mjs')

/** The command as it is run by `program`, once it is ready; all of its processes are one group, as in a terminal. */
const start = async (program: string, args: readonly string[], env: Record<string, string>) => {
  const database = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
  const [port = 0] = await freePorts(1)
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...process.env,
      DATABASE_URL: database.connectionString,
      MADOGUCHI_DATA: folder,
      MADOGUCHI_HOST: '127.0.0.1',
      MADOGUCHI_PORT: String(port),
      ...env,
    },
  })
  let printed = ''
  const keep = (chunk: Buffer): void => {
    printed += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  // The pipes stay open until the last process has ended.
  const isOver = new Promise<number | null>((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  await vi.waitFor(() => expect(printed).toContain('Madoguchi is ready'), 90_000)
  return { child, isOver, printed: () => printed }
}

it('stops in order when npm’s shell is gone, which takes the signal and hands it to nobody', async () => {
  const shell = ['-c', `"${process.execPath}" "${START}"; true`]
  const { child, isOver, printed } = await start('sh', shell, { npm_lifecycle_event: 'start' })
  child.kill('SIGTERM')
  await isOver
  expect(printed()).toContain('Stopping …')
})

it('stops in order by one Ctrl-C, which the terminal tells every process', async () => {
  const { child, isOver, printed } = await start(process.execPath, [START], {})
  process.kill(-(child.pid as number), 'SIGINT')
  expect(await isOver).toBe(0)
  expect(printed()).toContain('Stopping …')
})
