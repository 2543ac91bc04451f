import type { Tx } from '../../kernel/db/index.ts'
import { removeFiles } from '../../kernel/files/index.ts'
import type { Counts, Erasing } from '../../kernel/personal.ts'
import { erasedName } from '../customers/index.ts'
import { person, sweep, tellCleaned } from './erase-traces.ts'
import { conversationEmptied } from './events.ts'
import { rebuildOrders } from './keep-orders.ts'
import { letGo } from './linking/let-go.ts'
import {
  deleteAttachments,
  deleteDrafts,
  deleteSuggestions,
  deleteSuggestionsBy,
  endApprovals,
  holdThreads,
  lockUnused,
  passWindows,
  waitingFor,
  wipeChanges,
  wipeConversations,
  wipeMessages,
  wipeShown,
} from './queries/erase.ts'
import { deleteKeys, deleteKeysOf } from './queries/erase-keys.ts'
import { lockConversation, saveConversation } from './queries/rows.ts'
import { asItReads } from './spoken-state.ts'

/** What messages say, wherever they stand: words, people, names, files, keys. Their rows and numbers stay. */
const messages = async (tx: Tx, ids: readonly string[]): Promise<Counts> => {
  const places = await wipeMessages(tx, ids, await erasedName(tx))
  const conversationIds = [...new Set(places)]
  const attachments = await deleteAttachments(tx, ids)
  const counts = {
    messages: ids.length,
    attachments: attachments.count,
    files: await removeFiles(tx, await lockUnused(tx, attachments.files)),
    threadKeys: await deleteKeysOf(tx, conversationIds, ids),
  }
  await wipeShown(tx, ids)
  for (const id of await waitingFor(tx, ids)) await waitAnew(tx, id)
  await endApprovals(tx, ids)
  await deleteSuggestionsBy(tx, conversationIds, ids)
  await rebuildOrders(tx, conversationIds)
  tx.announce(...conversationIds.map((conversationId) => conversationEmptied({ conversationId })))
  return counts
}

/** Nobody waits for an answer to what was erased; somebody else may. */
const waitAnew = async (tx: Tx, id: string): Promise<void> => {
  const row = await lockConversation(tx, id)
  if (row) await saveConversation(tx, { ...(await asItReads(tx, row)), version: row.version + 1 })
}

/** What conversations say beside their messages: subjects, drafts, keys. */
const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => {
  await letGo(tx, ids)
  const held = await holdThreads(tx, ids)
  const { drafts, files } = await deleteDrafts(tx, ids)
  await passWindows(tx, ids)
  const counts = {
    conversations: held.length,
    files: await removeFiles(tx, await lockUnused(tx, files)),
    drafts,
    threadKeys: await deleteKeys(tx, ids),
  }
  await wipeConversations(tx, ids)
  await wipeChanges(tx, ids)
  await rebuildOrders(tx, ids)
  await deleteSuggestions(tx, ids)
  tellCleaned(tx, held)
  return counts
}

/** What conversations lose when somebody is erased. */
export const erases: Erasing = { threads, messages, sweep, person }
