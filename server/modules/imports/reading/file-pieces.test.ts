import { zipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { importDesk } from '../fixtures/import-desk.ts'
import { entriesOf, readEntry } from './entries.ts'
import { uploadedFile } from './file-pieces.ts'
import { firstBytes } from './records.ts'

const desk = await importDesk()

/** The database, and how often one row was asked for. */
const counting = (db: WorkspaceDb) => {
  let asked = 0
  const counted = new Proxy(db, {
    get: (target, name) => {
      if (name === 'maybe') asked += 1
      return Reflect.get(target, name) as unknown
    },
  })
  return { db: counted, asked: () => asked }
}

it('fetches a piece once for all the small files that stand in it', async () => {
  const files = Array.from({ length: 300 }, (_unused, n) => [
    `tickets/${n}/comments.json`,
    Buffer.from(`{"comments":[{"id":${n}}]}`),
  ])
  const zip = Buffer.from(zipSync(Object.fromEntries(files)))
  const row = await desk.read('zendesk', zip, { fileName: 'many.zip' })
  const { db, asked } = counting(desk.db)
  const entries = await entriesOf(uploadedFile(db, row.id, zip.length), 'many.zip')
  for (const [n, entry] of entries.entries()) {
    expect((await firstBytes(entry)).toString()).toContain(`"id":${n}`)
    expect((await readEntry(entry, 1000))?.toString()).toContain(`"id":${n}`)
  }
  expect(entries).toHaveLength(300)
  expect(asked()).toBe(1)
})
