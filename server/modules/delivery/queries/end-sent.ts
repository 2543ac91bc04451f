import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

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
