import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** How tries of one subject (an account, an address) are limited. */
export interface TryLimit {
  subject: string
  /** Tries that are free; this one and every later one sets a block. */
  free: number
  /** Blocks in minutes: the first one, the next one, ...; the last one repeats. */
  blockMinutes: readonly number[]
  /** Fewer tries than `free` are forgotten when their window began before this. */
  windowFrom: Date
  /** Blocks are forgotten when they ended before this. */
  memoryFrom: Date
}

/**
 * Counts a try in one statement, so that tries at the same moment can't pass together. Gives the count, or undefined
 * while the subject is blocked.
 */
export const countTry = async (tx: Tx, limit: TryLimit): Promise<number | undefined> => {
  const { subject, free, blockMinutes, windowFrom, memoryFrom } = limit
  const forgotten = sql`(
    (f.blocked_until is null and f.window_start <= ${windowFrom}) or f.blocked_until <= ${memoryFrom})`
  const row = await tx.maybe<{ count: number }>(sql`
    insert into sign_in_failures as f (subject, count, window_start) values (${subject}, 1, ${tx.now})
    on conflict (subject) do update set
      count = case when ${forgotten} then 1 else f.count + 1 end,
      window_start = case when ${forgotten} then excluded.window_start else f.window_start end,
      blocked_until = case when ${forgotten} or f.count + 1 < ${free}::integer then null
        else excluded.window_start + interval '1 minute' * (${blockMinutes}::integer[])[
          least(f.count + 2 - ${free}::integer, ${blockMinutes.length}::integer)] end
    where f.blocked_until is null or f.blocked_until <= excluded.window_start
    returning f.count`)
  return row?.count
}

/** Until when a subject is blocked; undefined when it is not. */
export const blockedUntil = async (db: Db, subject: string, now: Date): Promise<Date | undefined> => {
  const row = await db.maybe<{ until: Date }>(sql`
    select blocked_until as until from sign_in_failures
    where subject = ${subject} and blocked_until > ${now}`)
  return row?.until
}

/** Forgets the tries of a subject. */
export const deleteTries = (tx: Tx, subject: string): Promise<number> =>
  tx.run(sql`delete from sign_in_failures where subject = ${subject}`)
