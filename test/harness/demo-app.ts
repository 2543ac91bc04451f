import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { loadDemo } from '../../seed/index.ts'
import { readConfig } from '../../server/kernel/config/index.ts'
import { APP_ROLE } from '../../server/kernel/db/connection.ts'
import { createLog } from '../../server/kernel/log.ts'
import { startApp } from '../../server/start/app.ts'
import { freshDatabase } from './database.ts'

/** Who signs in to the demo shop. */
export const DEMO_OWNER = { email: 'takase@tsumugi-sodo.example', password: 'madoguchi-demo' }

/** A colleague of theirs, who sees every inbox. */
export const DEMO_LEAD = { ...DEMO_OWNER, email: 'okabe@tsumugi-sodo.example' }

/** The whole product with a small demo shop in it, stopped after the test file; gives its address. Call it in `beforeAll`. */
export const demoApp = async (size: { customers: number; conversations: number }): Promise<string> => {
  const fresh = await freshDatabase()
  const app = await startApp({
    config: readConfig({
      MADOGUCHI_PORT: '0',
      MADOGUCHI_HOST: '127.0.0.1',
      MADOGUCHI_DATA: join(tmpdir(), `madoguchi-${randomUUID()}`),
      MADOGUCHI_SECRET: randomUUID() + randomUUID(),
      MADOGUCHI_PRIVATE_NETWORK: 'true',
    }),
    connectionString: fresh.connectionString,
    log: createLog(process.env.TEST_LOG ?? 'silent'),
    migrated: { role: APP_ROLE },
  })
  afterAll(async () => {
    await app.close()
    await fresh.drop()
  })
  await loadDemo(app.database, () => undefined, size)
  return `http://127.0.0.1:${app.port}`
}
