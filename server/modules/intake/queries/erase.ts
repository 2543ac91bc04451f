import type { Tx } from '../../../kernel/db/index.ts'
import { LOCK_SPACES, sql } from '../../../kernel/db/index.ts'
import { HASHED } from '../queries.ts'

const idsOf = async (rows: Promise<{ id: string }[]>): Promise<string[]> => (await rows).map(({ id }) => id)

/** What messages came as. */
export const arrivalsOfMessages = (tx: Tx, messageIds: readonly string[]): Promise<string[]> =>
  idsOf(
    tx.many(sql`
      select m.arrival_id as id from messages m
      where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[]) and m.arrival_id is not null`),
  )

/** The end of the next arrivals behind an id, in the order of ids; undefined where none follows. */
export const endOfArrivals = async (tx: Tx, after: string, limit: number): Promise<string | undefined> =>
  (
    await tx.maybe<{ id: string }>(sql`
      select p.id from (
        select a.id from arrivals a
        where a.workspace_id = ${tx.workspaceId} and a.id > ${after}::uuid order by a.id limit ${limit}) p
      order by p.id desc limit 1`)
  )?.id

/**
 * Arrivals between two ids in whose bytes, or reasons, the pattern is found, where one of these words stands, in lower case.
 * Bytes are made a text once (`offset 0`), and the pattern is for what holds a word (`case`): as plain conditions it would
 * be tried first, on everything.
 */
export const arrivalsWith = (
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
  words: readonly string[],
  pattern: string | null,
): Promise<string[]> =>
  idsOf(
    tx.many(sql`
      select s.id from (
        select a.id, lower(encode(a.raw, 'escape')) as raw, lower(concat_ws(' ', a.reason, a.external_id)) as beside
        from arrivals a
        where a.workspace_id = ${tx.workspaceId} and a.id > ${after}::uuid and a.id <= ${upTo}::uuid and a.state <> 'waiting'
        offset 0
      ) s
      where case
        when exists (
          select from unnest(${words}::text[]) as w (word)
          where position(w.word in s.raw) > 0 or position(w.word in s.beside) > 0)
        then s.raw ~ ${pattern}::text or s.beside ~ ${pattern}::text
        else false end`),
  )

/**
 * Lets go of the bytes of arrivals, of why one failed, and of the name that the other side gave it: a hash of that is left,
 * by which a second copy is still known. What lay in quarantine lies there no more. Gives how many.
 */
export const blankArrivals = async (tx: Tx, ids: readonly string[]): Promise<number> =>
  ids.length === 0
    ? 0
    : tx.run(sql`
        update arrivals a set raw = '', reason = null, state = case when a.state = 'done' then 'done' else 'ignored' end,
          external_id = ${HASHED} || encode(sha256(convert_to(a.external_id, 'UTF8')), 'hex')
        where a.workspace_id = ${tx.workspaceId} and a.id = any(${ids}::uuid[]) and not starts_with(a.external_id, ${HASHED})
          and a.state <> 'waiting'`)

/** Waits until whatever is being taken in is written, and keeps anything else from being begun until the transaction's end. */
export const afterIntake = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${LOCK_SPACES.intake}::integer, ${tx.workspaceId}::integer)`)
