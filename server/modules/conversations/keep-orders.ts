import type { Tx } from '../../kernel/db/index.ts'
import { orderNumbersIn, READ } from './order-numbers.ts'
import { deleteOrders, insertOrders, wordsOfThreads } from './queries/checks.ts'

/** Something that was said, with where it stands and whose thread it is of. */
interface Said {
  conversationId: string
  homeId?: string | null | undefined
  subject?: string | null | undefined
  text: string
}

/** Keeps with each thread which orders were named in what was said. Costs no statement where none was. */
export const keepOrders = async (tx: Tx, said: readonly Said[]): Promise<void> => {
  const rows = said.flatMap(({ conversationId, homeId, subject, text }) =>
    orderNumbersIn(`${subject ?? ''}\n${text}`).map((orderKey) => ({
      orderKey,
      conversationId: homeId ?? conversationId,
    })),
  )
  if (rows.length > 0) await insertOrders(tx, rows)
}

/** Finds anew which orders threads are about, out of what they still say. */
export const rebuildOrders = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  await deleteOrders(tx, conversationIds)
  await keepOrders(tx, await wordsOfThreads(tx, conversationIds, READ))
}
