import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressWords,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { viewsChanged } from './events.ts'
import { indexDocuments } from './index-documents.ts'
import {
  conversationsWith,
  deleteConversationDocuments,
  deleteMessageDocuments,
  holdIndex,
} from './queries/documents.ts'
import { deleteViewRow, updateViewRow, viewsOf } from './queries/views.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => {
  await holdIndex(tx)
  return { searchDocuments: await deleteConversationDocuments(tx, ids) }
}

const messages = async (tx: Tx, ids: readonly string[]): Promise<Counts> => {
  await holdIndex(tx)
  return { searchDocuments: await deleteMessageDocuments(tx, ids) }
}

/** What others' messages are found by is made anew, without what was taken out of them or of their conversations. */
const copies = async (tx: Tx, messageIds: readonly string[]): Promise<Counts> => {
  await holdIndex(tx)
  const conversationIds = await conversationsWith(tx, messageIds)
  await indexDocuments(tx, { messageIds, conversationIds, customerIds: [], removedIds: [] })
  return {}
}

/** Views of them alone go; others lose their address in their names. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const words = addressWords(who)
  const pattern = addressPattern(words)
  const views = await viewsOf(tx, who.ids, words)
  for (const view of views) {
    const name = pattern ? view.name.replace(pattern, '…') : view.name
    if (view.filter.customerId !== undefined && who.ids.includes(view.filter.customerId))
      await deleteViewRow(tx, view.id)
    else if (name !== view.name) await updateViewRow(tx, { ...view, name })
    else continue
    tx.announce(viewsChanged({ ownerId: view.ownerId, shared: view.shared }))
  }
  return { views: views.length }
}

/** What search and lists lose when somebody is erased. */
export const erases: Erasing = { threads, messages, copies, person }
