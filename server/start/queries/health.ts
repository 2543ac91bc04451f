import type pg from 'pg'
import { sql, type Db } from '../../kernel/db/index.ts'

/** Answers when the database does. */
export const ping = (db: Db): Promise<unknown> => db.one(sql`select 1`)

/** The version of a PostgreSQL server, as a number to compare (150004) and as it writes it (15.4). */
export const serverVersion = async (
  client: pg.Client,
): Promise<{ number: number; text: string } | undefined> =>
  (
    await client.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
    )
  ).rows[0]
