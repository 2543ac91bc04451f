import {
  appendFileSync,
  existsSync,
  openSync,
  closeSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './fixtures/support.ts'
import { boundLog, logSize, readLogSince } from './server-log.ts'

test('a log over its bound is cut while the server holds it open, and what follows stands at its beginning', () => {
  const path = join(temporaryFolder(), 'postgres.log')
  const server = openSync(path, 'a')
  writeSync(server, 'old '.repeat(100))
  boundLog(path, () => {}, 1000)
  expect(logSize(path)).toBe(400)
  boundLog(path, () => {}, 300)
  writeSync(server, 'new')
  closeSync(server)
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('old '.repeat(100))
})

test('reads what was printed since a start, and only the end of much', () => {
  const path = join(temporaryFolder(), 'postgres.log')
  expect(readLogSince(path, 0)).toBe('')
  writeFileSync(path, 'before\n')
  const from = logSize(path)
  appendFileSync(path, 'after\n')
  expect(readLogSince(path, from)).toBe('after\n')
  appendFileSync(path, `${'x'.repeat(50_000)}end`)
  expect(readLogSince(path, from)).toHaveLength(16 * 1024)
  expect(readLogSince(path, from)).toMatch(/end$/)
})

test('a log that cannot be cut is reported, and nothing breaks', () => {
  const path = join(temporaryFolder(), 'no', 'such', 'postgres.log')
  const lines: string[] = []
  boundLog(path, (line) => lines.push(line), -1)
  expect(lines.join()).toContain('could not be cut')
  expect(existsSync(path)).toBe(false)
})
