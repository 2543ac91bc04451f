import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import { reasonJson } from './deliveries.ts'

/** Begins an attempt; gives its number, which goes on counting when a message is sent again by hand. */
export const insertAttempt = async (tx: Tx, messageId: string): Promise<number> =>
  (
    await tx.one<{ number: number }>(sql`
      insert into delivery_attempts (workspace_id, message_id, number, started_at, outcome)
      select ${tx.workspaceId}, ${messageId}, 1 + coalesce(max(a.number), 0), ${tx.now}, 'running'
      from delivery_attempts a where a.workspace_id = ${tx.workspaceId} and a.message_id = ${messageId}
      returning number`)
  ).number

/** Ends the attempt that runs, in vain; `endSent` ends one that succeeded. */
export const endAttempt = (
  tx: Tx,
  messageId: string,
  outcome: 'refused' | 'unreachable' | 'lost',
  reason: Sentence | null,
): Promise<number> =>
  tx.run(sql`
    update delivery_attempts set ended_at = ${tx.now}, outcome = ${outcome}, reason = ${reasonJson(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and outcome = 'running'`)

/** Takes back the attempt that runs: it was none. */
export const dropAttempt = (tx: Tx, messageId: string): Promise<number> =>
  tx.run(sql`
    delete from delivery_attempts
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and outcome = 'running'`)

/** Ends the running attempt: the message left with it. False when it had left before: what came back was sent again. */
export const endSent = async (tx: Tx, messageId: string): Promise<boolean> =>
  (
    await tx.one<{ first: boolean }>(sql`
      with ended as (
        update delivery_attempts set ended_at = ${tx.now}, outcome = 'sent', reason = null
        where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and outcome = 'running')
      select not exists (
        select from delivery_attempts earlier
        where earlier.workspace_id = ${tx.workspaceId} and earlier.message_id = ${messageId} and earlier.outcome = 'sent'
      ) as first`)
  ).first

/** Attempts of a message in their order. */
export const attemptRows = (
  db: Db,
  messageId: string,
): Promise<
  {
    number: number
    startedAt: Date
    endedAt: Date | null
    outcome: 'sent' | 'refused' | 'unreachable' | 'running' | 'lost'
    reason: Sentence | null
  }[]
> =>
  db.many(sql`
    select number, started_at as "startedAt", ended_at as "endedAt", outcome, reason from delivery_attempts
    where workspace_id = ${db.workspaceId} and message_id = ${messageId} order by number`)
