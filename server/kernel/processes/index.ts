import type pg from 'pg'
import type { Db } from '../db/handles.ts'
import { sql } from '../db/sql.ts'

/** Class of the advisory locks that say "this process lives". */
const CLASS = 77

let mine = 0

/** This process's number; 0 before it joined. */
export const currentProcess = (): number => mine

/** Takes a number, and holds its lock on this connection for as long as the connection lives. */
export const joinProcesses = async (client: pg.Client, roles: readonly string[]): Promise<number> => {
  if (mine === 0) {
    const { rows } = await client.query<{ number: number }>(
      'insert into processes (roles, started_at) values ($1, now()) returning number',
      [roles],
    )
    mine = rows[0]?.number ?? 0
  }
  await client.query('select pg_advisory_lock($1, $2)', [CLASS, mine])
  return mine
}

/** Remembers under which names this process takes jobs, so that they can be freed when it is killed. */
export const keepWorkerIds = async (client: pg.Client, workerIds: readonly string[]): Promise<void> => {
  await client.query('update processes set worker_ids = worker_ids || $2 where number = $1', [
    mine,
    workerIds,
  ])
}

/** Numbers of the processes that live; the own one among them. */
export const livingProcesses = async (db: Db): Promise<number[]> =>
  (
    await db.many<{ number: number }>(sql`
      select l.objid::bigint as number from pg_locks l
      where l.locktype = 'advisory' and l.classid = ${CLASS} and l.granted
        and l.database = (select oid from pg_database where datname = current_database())`)
  ).map((row) => row.number)

/** Forgets processes that died and frees the jobs that they had taken. Gives how many. */
export const buryDead = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ number: number; worker_ids: string[] }>(
    `delete from processes where number not in (
       select l.objid::bigint from pg_locks l where l.locktype = 'advisory' and l.classid = $1 and l.granted
         and l.database = (select oid from pg_database where datname = current_database()))
     returning number, worker_ids`,
    [CLASS],
  )
  const ids = rows.flatMap((row) => row.worker_ids)
  if (ids.length > 0) await client.query('select graphile_worker.force_unlock_workers($1)', [ids])
  return rows.length
}
