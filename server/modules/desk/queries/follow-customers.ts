import { sql, type Tx } from '../../../kernel/db/index.ts'
import { customerToken } from '../search/tokens.ts'

/** A conversation that was another customer's until now. */
export interface Handed {
  conversationId: string
  from: string
}

/** Gives what is found in some conversations to the customers whose they are now. */
export const followCustomers = (tx: Tx, handed: readonly Handed[]): Promise<number> => {
  const before = [...new Set(handed.map(({ from }) => from))]
  // By the token of whose they were: nothing else leads from a conversation to its documents.
  const wanted = before.map((id) => `'${customerToken(id)}'`).join(' | ')
  return tx.run(sql`
    update search_documents d set customer_id = c.customer_id,
      tokens = ts_delete(d.tokens, '@c' || replace(d.customer_id::text, '-', ''))
        || array_to_tsvector(array['@c' || replace(c.customer_id::text, '-', '')])
    from conversations c
    where d.workspace_id = ${tx.workspaceId} and c.workspace_id = ${tx.workspaceId} and c.id = d.conversation_id
      and d.tokens @@ ${wanted}::tsquery and d.customer_id <> c.customer_id
      and c.id = any(${handed.map(({ conversationId }) => conversationId)}::uuid[])`)
}
