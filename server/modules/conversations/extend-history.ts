import type { Tx } from '../../kernel/db/index.ts'
import { attachmentsOf, placed, type HistoricMessage } from './add-history.ts'
import { moveCount } from './count-changes.ts'
import { followStanding, type HistoricStanding } from './follow-history.ts'
import { keepOrders } from './keep-orders.ts'
import { previewOf } from './preview.ts'
import { insertAttachments } from './queries/attachments.ts'
import { insertHistoryMessages } from './queries/history.ts'
import { insertThreadKeys, lockConversations, updateReceived, type LockedRow } from './queries/receive.ts'

/** Messages that are brought in into a conversation that is there, and how it stands by now where they come from. */
export interface HistoricAddition {
  conversationId: string
  messages: readonly HistoricMessage[]
  keys?: readonly string[]
  standing?: HistoricStanding
}

/** What became of an addition. */
export interface Extended {
  conversationId: string
  messageIds: string[]
  /** Anything of it is new, or otherwise than before. */
  changed: boolean
}

/**
 * Brings more messages into conversations; nothing is announced, nothing is sent. Where nobody touched one since it was brought
 * in, it stands as it stands there by now; else what was decided here stays, and a customer who wrote since opens it again. Gives
 * those that take anything in: none does that was erased or merged into another one.
 */
export const extendHistory = async (tx: Tx, additions: readonly HistoricAddition[]): Promise<Extended[]> => {
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
  const taken = additions.flatMap(({ conversationId, keys = [], messages: more, standing }) => {
    const row = rows.get(conversationId)
    return row
      ? [{ row, before: { ...row }, keys, standing, messages: more.map((one) => placed(one, row)) }]
      : []
  })
  const messages = taken.flatMap((one) => one.messages)
  for (const { row, messages: more } of taken) moveOn(row, more)
  if (messages.length > 0) await write(tx, taken)
  const changed = await followStanding(tx, taken)
  await updateReceived(tx, changed)
  for (const { row, before } of taken) if (changed.includes(row)) moveCount(tx, before, row)
  return taken.map(({ row, messages: more }) => ({
    conversationId: row.id,
    messageIds: more.map(({ id }) => id),
    changed: changed.includes(row),
  }))
}

interface Taken {
  row: LockedRow
  keys: readonly string[]
  messages: readonly ReturnType<typeof placed>[]
}

const write = async (tx: Tx, taken: readonly Taken[]): Promise<void> => {
  const messages = taken.flatMap((one) => one.messages)
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
  ])
  await keepOrders(
    tx,
    messages.filter(({ kind }) => kind !== 'note'),
  )
}

/** What came in is the newest only if it is. Who waits follows from it where nobody has closed the conversation. */
const moveOn = (row: LockedRow, more: readonly (HistoricMessage & { id: string })[]): void => {
  row.messageCount += more.length
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
