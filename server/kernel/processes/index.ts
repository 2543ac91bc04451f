import type pg from 'pg'
import type { Db } from '../db/handles.ts'
import { LOCK_SPACES } from '../db/lock-spaces.ts'
import { sql } from '../db/sql.ts'

/** Of the advisory locks that say "this process lives". */
const CLASS = LOCK_SPACES.process
/** After a start of the database everybody has to come back first: nobody is called dead before. */
const GRACE = '15 seconds'

let mine = 0
let myRoles: readonly string[] = []
const myWorkers = new Set<string>()

/** This process's number; 0 before it joined. */
export const currentProcess = (): number => mine

/** Writes this process down, again if others have buried it while its connection was away. */
const register = (client: pg.Client | pg.Pool): Promise<unknown> =>
  client.query(
    `insert into processes (number, worker_ids, roles, started_at) overriding system value values ($1, $2, $3, now())
     on conflict (number) do update set worker_ids = excluded.worker_ids`,
    [mine, [...myWorkers], myRoles],
  )

/**
 * Takes a number, and holds its lock on this connection for as long as the connection lives. After a broken connection
 * that is the same number, unless the database still holds it for the old one, whose end it has not noticed yet: then it
 * is a new one, and what the old one had under way is settled by whoever finds it dead.
 */
export const joinProcesses = async (client: pg.Client, roles: readonly string[]): Promise<number> => {
  myRoles = roles
  const before = mine
  if (before === 0 || !(await isMineAgain(client))) mine = await newNumber(client)
  await register(client)
  // The jobs that this process does are no dead one's.
  if (before !== 0 && before !== mine)
    await client.query(`update processes set worker_ids = '{}' where number = $1`, [before])
  return mine
}

const isMineAgain = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [
    CLASS,
    mine,
  ])
  return rows[0]?.locked === true
}

/** A number that nobody has had, locked before it is written down: nobody finds it there without its lock. */
const newNumber = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ number: number }>(
    `select n::int as number, pg_advisory_lock($1, n::int) from nextval(pg_get_serial_sequence('processes', 'number')) n`,
    [CLASS],
  )
  if (!rows[0]) throw new Error('the database gave no number')
  return rows[0].number
}

/** Remembers under which name this process takes jobs, so that they can be freed when it is killed. */
export const keepWorker = async (pool: pg.Pool, name: string): Promise<void> => {
  myWorkers.add(name)
  await register(pool)
}

/** What stands with a job whose process was killed in its last attempt: it is begun once more, so that it can end. */
export const KILLED = 'The process was killed in the last attempt.'

/**
 * Frees the jobs that were taken under these names. What was in its last attempt would never be begun again, and nobody
 * would say that it failed: it gets one more, and not a second. One that was replaced while it ran looks the same, as the
 * library marks it so, but has lost its key to the one that stands for it: that stays ended.
 */
const freeJobs = async (client: pg.Client | pg.Pool, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return
  await client.query(
    `update graphile_worker._private_jobs set max_attempts = attempts + 1, last_error = $2
     where locked_by = any($1) and key is not null and attempts >= max_attempts and last_error is distinct from $2`,
    [names, KILLED],
  )
  await client.query('select graphile_worker.force_unlock_workers($1)', [names])
}

/** Frees the jobs that were taken under a name of this process, which takes none under it any more. */
export const endWorker = async (pool: pg.Pool, name: string): Promise<void> => {
  await freeJobs(pool, [name])
  myWorkers.delete(name)
  await register(pool)
}

/** Numbers of the processes that live, the own one among them, and of those that may be about to come back. */
export const livingProcesses = async (db: Db): Promise<number[]> =>
  (
    await db.many<{ number: number }>(sql`
      select l.objid::bigint as number from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = ${CLASS} and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
      union
      select number from processes where pg_postmaster_start_time() > now() - ${GRACE}::interval`)
  ).map((row) => row.number)

/**
 * Forgets processes that died and frees the jobs that they had taken, and those that were taken long ago under a name
 * that nobody has written down. Gives how many died.
 */
export const buryDead = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ worker_ids: string[] }>(
    `delete from processes
     where pg_postmaster_start_time() < now() - $2::interval and number not in (
       select l.objid::bigint from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = $1 and l.granted
         and l.database = (select oid from pg_database where datname = current_database()))
     returning worker_ids`,
    [CLASS, GRACE],
  )
  const taken = await client.query<{ name: string }>(
    `select distinct j.locked_by as name from graphile_worker.jobs j
     where j.locked_by = any($1) or (j.locked_at < now() - interval '1 minute'
       and not exists (select 1 from processes p where j.locked_by = any(p.worker_ids)))`,
    [rows.flatMap((row) => row.worker_ids)],
  )
  await freeJobs(
    client,
    taken.rows.map(({ name }) => name),
  )
  return rows.length
}
