import { expect, it } from 'vitest'
import { testKernel } from '../../../test/harness/index.ts'
import { APP_ROLE, openPool } from '../../kernel/db/connection.ts'
import { Database } from '../../kernel/db/index.ts'
import { keep, letter, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const paper = await paperDesk()

it('a letter with hundreds of files needs no more statements than one with a single file', async () => {
  const statements: string[] = []
  const database = new Database(
    openPool(paper.test.connectionString, 2, APP_ROLE),
    testKernel(paper.test.clock),
    (sql) => statements.push(sql),
  )
  paper.read = (raw) => [
    letter({
      files: Array.from({ length: Number(raw) }, (_, at) => ({
        name: `${at}.txt`,
        type: 'text/plain',
        content: Buffer.from(`${raw} files, this is ${at}`),
        inline: false,
      })),
    }),
  ]
  const needed = async (files: number): Promise<number> => {
    await keep(paper.test.db, paper.inboxId, [String(files)])
    statements.length = 0
    expect(await processArrivals(database.in(paper.test.workspaceId))).toBe(1)
    return statements.length
  }
  try {
    // The first letter of all has more to do.
    await needed(1)
    const two = await needed(2)
    expect(two).toBeGreaterThan(5)
    expect(await needed(300)).toBe(two)
  } finally {
    await database.close()
  }
})
