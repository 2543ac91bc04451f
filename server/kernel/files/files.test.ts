import { beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { sql } from '../db/index.ts'
import { readFile, storeFile, storeFiles } from './index.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})

const count = async (): Promise<number> =>
  (
    await test.db.one<{ count: number }>(
      sql`select count(*)::integer as count from files where workspace_id = ${test.workspaceId}`,
    )
  ).count

it('keeps many files at once, each content once, and gives every one back whole', async () => {
  const known = Buffer.from('known before')
  const knownId = await test.db.tx((tx) => storeFile(tx, known))
  const contents = [
    Buffer.from('one'),
    // More than one statement takes, in pieces that do not come out even.
    Buffer.alloc(17_000_001, 'bytes whose order shows'),
    known,
    Buffer.alloc(0),
    Buffer.from('one'),
  ]
  const ids = await test.db.tx((tx) => storeFiles(tx, contents))
  expect(ids[2]).toBe(knownId)
  expect(ids[4]).toBe(ids[0])
  for (const [at, content] of contents.entries())
    expect(content.equals(await readFile(test.db, ids[at] as string))).toBe(true)
  expect(await count()).toBe(4)
})

it('keeps none for no contents', async () => {
  expect(await test.db.tx((tx) => storeFiles(tx, []))).toEqual([])
})

it('gives two transactions with the same files, in different orders, the same ids', async () => {
  const contents = Array.from({ length: 50 }, (_, at) => Buffer.from(`file ${at}`))
  const [there, back] = await Promise.all([
    test.db.tx((tx) => storeFiles(tx, contents)),
    test.db.tx((tx) => storeFiles(tx, contents.toReversed())),
  ])
  expect(back.toReversed()).toEqual(there)
})
