import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Counts one conversation less for each id given; an id may stand there more than once. */
export const takeFromCounts = (tx: Tx, customerIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update customers c set conversation_count = greatest(0, c.conversation_count - n.times)
    from (select k.id, count(*)::integer as times from unnest(${customerIds}::uuid[]) as k (id) group by k.id) n
    where c.workspace_id = ${tx.workspaceId} and c.id = n.id`)

/** Counts one conversation less. */
export const takeFromCount = (tx: Tx, customerId: string): Promise<number> => takeFromCounts(tx, [customerId])
