import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Counts one conversation less. */
export const takeFromCount = (tx: Tx, customerId: string): Promise<number> =>
  tx.run(sql`
    update customers set conversation_count = greatest(0, conversation_count - 1)
    where workspace_id = ${tx.workspaceId} and id = ${customerId}`)
