import pg from 'pg'
import { expect, it } from 'vitest'
import { freshDatabase } from '../../../test/harness/index.ts'
import { APP_ROLE } from './connection.ts'
import { migrate } from './migrate.ts'

it('writes nothing where nothing is to be done, and grants again what is missing', async () => {
  const { connectionString } = await freshDatabase()
  await migrate(connectionString)
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const newest = async (): Promise<string> =>
      (
        await client.query<{ rows: string }>(
          `select string_agg(name || ' ' || xmin, ',' order by name) as rows from (
             select 'c ' || oid as name, xmin::text from pg_class where relnamespace = 'public'::regnamespace
             union all select 'p ' || oid, xmin::text from pg_proc where pronamespace = 'public'::regnamespace) as written`,
        )
      ).rows[0]?.rows ?? ''
    const before = await newest()
    expect(before).not.toBe('')
    await migrate(connectionString)
    expect(await newest()).toBe(before)

    const mayInsert = async (): Promise<unknown> =>
      (await client.query('select has_table_privilege($1, $2, $3) as may', [APP_ROLE, 'messages', 'insert']))
        .rows
    await client.query(`revoke insert on messages from ${APP_ROLE}`)
    expect(await mayInsert()).toEqual([{ may: false }])
    await migrate(connectionString)
    expect(await mayInsert()).toEqual([{ may: true }])
  } finally {
    await client.end()
  }
})
