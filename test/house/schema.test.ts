import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../harness/index.ts'
import { renderSchema } from './schema/render-schema.ts'

const withDatabase = async (work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const fresh = await freshDatabase()
  const client = new pg.Client({ connectionString: fresh.connectionString })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
    await fresh.drop()
  }
}

describe('schema.sql', () => {
  it('equals the migrated database', () =>
    withDatabase(async (client) => {
      await expect(await renderSchema(client)).toMatchFileSnapshot('../../server/migrations/schema.sql')
    }))

  it('would differ with another column, index, rule or function', () =>
    withDatabase(async (client) => {
      const before = await renderSchema(client)
      for (const change of [
        'alter table customers add column extra text',
        'create index customers_extra on customers (workspace_id, extra)',
        'alter table customers add constraint extra_is_short check (length(extra) < 9)',
        'create policy extra on customers using (true)',
        'create function extra() returns int language sql return 1',
      ]) {
        const known = await renderSchema(client)
        await client.query(change)
        expect(await renderSchema(client)).not.toBe(known)
      }
      expect(await renderSchema(client)).not.toBe(before)
    }))
})
