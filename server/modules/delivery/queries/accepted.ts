import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Keeps which addresses have a message although others refused it. */
export const keepAccepted = (tx: Tx, messageId: string, addresses: readonly string[]): Promise<number> =>
  tx.run(sql`
    update deliveries set accepted = accepted || ${addresses.map((address) => address.toLowerCase())}::text[]
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)
