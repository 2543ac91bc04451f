import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetStatements, recordStatement, violations } from './statement-recorder.ts'

afterEach(forgetStatements)

const LOOSE = 'select * from conversations where id = $1'
const root = join(import.meta.dirname, '../..')

/** Runs test files of the fixture folder with the project's reporter; gives what it printed and the exit code. */
const run = (...files: string[]): { last: string | undefined; printed: string; code: number | null } => {
  const folder = join(import.meta.dirname, 'fixtures/run')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const ended = spawnSync(process.execPath, [vitest, 'run', '--root', folder, ...files], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  const last = ended.stdout.split('\n').at(-2)
  return { last, printed: ended.stdout + ended.stderr, code: ended.status }
}

describe('the statement recorder', () => {
  it('tells each loose statement once, with its text', () => {
    recordStatement(LOOSE)
    recordStatement(LOOSE)
    recordStatement('select 1')
    const [problem, ...more] = violations()
    expect(problem).toContain('conversations is not bound')
    expect(problem).toContain(LOOSE)
    expect(more).toEqual([])
  })

  it('passes over what PostgreSQL itself refuses', () => {
    recordStatement('selct everything')
    expect(violations()).toEqual([])
  })

  it('forgets', () => {
    recordStatement(LOOSE)
    forgetStatements()
    expect(violations()).toEqual([])
  })

  it('names a file whose statements hold their values', () => {
    for (let n = 0; n < 5_000; n += 1) recordStatement(`select ${n}`)
    expect(violations()).toEqual(['5000 different statements in one file: values belong in parameters'])
  })

  it('fails a file that ran a loose statement', () => {
    const { last, printed, code } = run('loose.test.ts')
    expect(printed).toContain('conversations is not bound: say conversations.workspace_id = $n beside it')
    expect(last).toBe('1 passed, 1 failed, 0 skipped')
    expect(code).toBe(1)
  })

  it('lets a file that kept to its workspace pass', () => {
    const { last, code } = run('kept.test.ts')
    expect(last).toBe('1 passed, 0 failed, 1 skipped')
    expect(code).toBe(0)
  })
})

describe('the last line of a run', () => {
  it('counts failures, and a file that could not be loaded as one', () => {
    const { last, code } = run('failing.test.ts', 'broken.test.ts', 'kept.test.ts')
    expect(last).toBe('1 passed, 2 failed, 1 skipped')
    expect(code).toBe(1)
  })

  it('reports a failure when no file was run at all', () => {
    const { last, code } = run('no-such-file.test.ts')
    expect(last).toBe('0 passed, 1 failed, 0 skipped')
    expect(code).toBe(1)
  })
})
