import { sql, type Tx } from '../../../kernel/db/index.ts'

/** Notes that something about a conversation is otherwise now that is no field of its own; it is held until the end of the transaction. */
export const raiseVersion = (tx: Tx, conversationId: string): Promise<number> =>
  tx.run(
    sql`update conversations set version = version + 1 where workspace_id = ${tx.workspaceId} and id = ${conversationId}`,
  )
