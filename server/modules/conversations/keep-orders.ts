import type { Tx } from '../../kernel/db/index.ts'
import { orderNumbersIn } from './order-numbers.ts'
import { insertOrders } from './queries/checks.ts'

/** Keeps which orders were named in what was said. Costs no statement where none was. */
export const keepOrders = async (
  tx: Tx,
  said: readonly { conversationId: string; subject?: string | null | undefined; text: string }[],
): Promise<void> => {
  const rows = said.flatMap(({ conversationId, subject, text }) =>
    orderNumbersIn(`${subject ?? ''}\n${text}`).map((orderKey) => ({ orderKey, conversationId })),
  )
  if (rows.length > 0) await insertOrders(tx, rows)
}
