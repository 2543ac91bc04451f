import type { Tx } from '../../kernel/db/index.ts'
import type { Counts, Erasing } from '../../kernel/personal.ts'
import { indexDocuments } from './index-documents.ts'
import { deleteDocumentsOf } from './queries/documents.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  searchDocuments: await deleteDocumentsOf(tx, ids),
})

/** What others' messages are found by is made anew, without what was taken out of them. */
const copies = async (tx: Tx, messageIds: readonly string[]): Promise<Counts> => {
  await indexDocuments(tx, { messageIds, conversationIds: [], customerIds: [], removedIds: [] })
  return {}
}

/** What search loses when somebody is erased. */
export const erases: Erasing = { threads, copies }
