import pg from 'pg'
import { expect, it } from 'vitest'
import { receive } from '../../test/factories/index.ts'
import { freshDatabase } from '../../test/harness/index.ts'
import { testApp } from '../../test/harness/app.ts'

it('reads reports from a replica, and from the main database while that is away', async () => {
  // A copy that nothing has reached yet: what it answers can't come from the main database.
  const copy = await freshDatabase()
  const app = await testApp({ env: { DATABASE_REPORTS_URL: copy.connectionString } })
  const client = new pg.Client({ connectionString: copy.connectionString })
  await client.connect()
  await client.query(
    `insert into workspaces (id, name, language, time_zone, created_at) overriding system value values ($1, 'Copy', 'ja', 'Asia/Tokyo', now())`,
    [app.workspaceId],
  )
  const inbox = await app.inbox('chat')
  await receive(app.db, 'hanako@shop.example', inbox.id)
  await app.settled()
  const day = (offset: number): string =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const path = `/api/metrics/volume?from=${day(-2)}&to=${day(2)}`
  const read = () => app.owner.ok<{ n: number }>('GET', path)
  expect((await read()).n).toBe(0)
  expect((await app.owner.ok<{ items: unknown[] }>('GET', '/api/conversations')).items).toHaveLength(1)
  await client.end()
  const server = new pg.Client({ connectionString: app.connectionString })
  await server.connect()
  const name = new URL(copy.connectionString).pathname.slice(1)
  await server.query(`alter database ${name} allow_connections false`)
  // Waits until they are gone: one that is still ending may answer the next statement.
  await server.query('select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = $1', [
    name,
  ])
  expect((await read()).n).toBe(1)
  await server.end()
  await app.close()
  await copy.drop()
})
