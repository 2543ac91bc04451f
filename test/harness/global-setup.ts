import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/kernel/db/migrate.ts'
import { startEmbeddedPostgres } from '../../server/kernel/embedded-postgres/index.ts'
import { databaseUrl } from './database-url.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the run's own PostgreSQL server. */
    postgres: string
  }
}

/** Starts one PostgreSQL for the whole run and prepares the migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-test-'))
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  // Tests ask whether rows are right, not whether they survive a power cut; those that do start their own server.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await client.query(`alter system set ${setting} = off`)
  await client.query('select pg_reload_conf()')
  await client.query('create database template_madoguchi')
  await client.end()
  await migrate(databaseUrl(server.connectionString, 'template_madoguchi'))
  project.provide('postgres', server.connectionString)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
