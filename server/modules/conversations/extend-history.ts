import type { Tx } from '../../kernel/db/index.ts'
import { attachmentsOf, placed, type HistoricMessage } from './add-history.ts'
import { keepOrders } from './keep-orders.ts'
import { previewOf } from './preview.ts'
import { insertAttachments } from './queries/attachments.ts'
import { insertHistoryMessages } from './queries/history.ts'
import { insertThreadKeys, lockConversations, updateReceived, type LockedRow } from './queries/receive.ts'

/** Messages that are brought in into a conversation that is there. */
export interface HistoricAddition {
  conversationId: string
  messages: readonly HistoricMessage[]
  keys?: readonly string[]
}

/**
 * Brings more messages into conversations; nothing is announced, nothing is sent, and their status stays. Gives those that
 * took them: none takes anything in that was erased or merged into another one.
 */
export const extendHistory = async (
  tx: Tx,
  additions: readonly HistoricAddition[],
): Promise<{ conversationId: string; messageIds: string[] }[]> => {
  if (additions.length === 0) return []
  const rows = new Map(
    (
      await lockConversations(
        tx,
        additions.map(({ conversationId }) => conversationId),
      )
    )
      .filter(({ mergedInto }) => mergedInto === null)
      .map((row) => [row.id, row]),
  )
  const taken = additions.flatMap((addition) => {
    const row = rows.get(addition.conversationId)
    return row
      ? [{ row, keys: addition.keys ?? [], messages: addition.messages.map((one) => placed(one, row)) }]
      : []
  })
  const messages = taken.flatMap((one) => one.messages)
  if (messages.length === 0) return []
  for (const { row, messages: more } of taken) moveOn(row, more)
  await Promise.all([
    insertHistoryMessages(tx, messages),
    insertAttachments(tx, messages.flatMap(attachmentsOf)),
    insertThreadKeys(
      tx,
      taken.flatMap(({ row, keys, messages: more }) => [
        ...more.flatMap(({ key, id }) =>
          key ? [{ key, messageId: id, inboxId: row.inboxId, conversationId: row.id }] : [],
        ),
        ...keys.map((key) => ({ key, messageId: null, inboxId: row.inboxId, conversationId: row.id })),
      ]),
    ),
    updateReceived(
      tx,
      taken.map(({ row }) => row),
    ),
  ])
  await keepOrders(
    tx,
    messages.filter(({ kind }) => kind !== 'note'),
  )
  return taken.map(({ row, messages: more }) => ({
    conversationId: row.id,
    messageIds: more.map(({ id }) => id),
  }))
}

/** What came in is the newest only if it is. Who waits follows from it where nobody has closed the conversation. */
const moveOn = (row: LockedRow, more: readonly (HistoricMessage & { id: string })[]): void => {
  row.messageCount += more.length
  row.version += 1
  for (const message of more) {
    if (message.kind === 'note' || message.at <= row.lastActivityAt) continue
    row.lastActivityAt = message.at
    row.lastDirection = message.kind
    row.lastMessageId = message.id
    row.preview = previewOf(message.text)
    if (message.automatic || row.status === 'resolved') continue
    if (message.kind === 'outbound') row.waitingSince = null
    else row.waitingSince ??= message.at
  }
}
