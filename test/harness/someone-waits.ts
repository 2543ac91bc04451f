import { expect } from 'vitest'
import { sql, type Db } from '../../server/kernel/db/index.ts'

/** Resolves when somebody waits for a row that another transaction holds, or for any lock, in a test's database. */
export const someoneWaits = (db: Db, what: 'row' | 'anything' = 'row'): Promise<void> =>
  expect
    .poll(() =>
      db.one(sql`
        select count(*) > 0 as waits from pg_locks l
        join pg_stat_activity a on a.pid = l.pid and a.datname = current_database()
        where not l.granted and (${what} = 'anything' or l.locktype in ('transactionid', 'tuple'))`),
    )
    .toEqual({ waits: true })
