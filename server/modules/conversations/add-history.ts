import type { Tx } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import type { Actor } from '../customers/index.ts'
import type { Change, Message } from './contract.ts'
import { moveCount } from './count-changes.ts'
import { keepOrders } from './keep-orders.ts'
import { previewOf } from './preview.ts'
import { insertAttachments, type NewAttachment } from './queries/attachments.ts'
import {
  insertHistory,
  insertHistoryChanges,
  insertHistoryMessages,
  type HistoryMessageRow,
} from './queries/history.ts'
import { insertThreadKeys, nextNumbers } from './queries/receive.ts'
import { insertTagLinks } from './queries/tags.ts'
import type { ConversationRow } from './queries/rows.ts'

/** A message of a conversation that is brought in from elsewhere. */
export interface HistoricMessage {
  kind: Message['kind']
  actor: Actor
  text: string
  html?: string | undefined
  subject?: string | undefined
  recipients: Message['recipients']
  at: Date
  /** Key under which later answers find it. */
  key?: string | undefined
  /** Made from `at` when left out. */
  id?: string
  context?: Record<string, string>
  automatic?: boolean
  files?: readonly Omit<NewAttachment, 'messageId' | 'uploadedBy' | 'position'>[]
}

/** A conversation that is brought in from elsewhere, whole. */
export interface HistoricConversation {
  /** Made from its first message when left out. */
  id?: string
  /** What it was called where it comes from; it is found by it. */
  oldNumber?: string | undefined
  /** When it began, where that was before its first message. */
  openedAt?: Date
  /** Keys under which later answers find it, beside those of its messages. */
  keys?: readonly string[]
  inboxId: string
  customerId: string
  subject: string
  status: ConversationRow['status']
  priority: ConversationRow['priority']
  assigneeId: string | null
  teamId: string | null
  tagIds: string[]
  openedBy: 'customer' | 'agent'
  snoozedUntil: Date | null
  resolvedAt: Date | null
  messages: HistoricMessage[]
  changes: { kind: Change['kind']; actor: Actor; from: string | null; to: string | null; at: Date }[]
}

/** Brings conversations in with their whole history; nothing is announced, nothing is sent. Gives their ids. */
export const addHistory = async (tx: Tx, batch: readonly HistoricConversation[]): Promise<string[]> => {
  if (batch.length === 0) return []
  const numbers = await nextNumbers(tx, batch.length)
  const drawn = batch.map((conversation, index) => draw(conversation, numbers[index] as number))
  await insertHistory(
    tx,
    drawn.map(({ row }) => row),
  )
  await Promise.all([
    insertHistoryMessages(
      tx,
      drawn.flatMap(({ messages }) => messages),
    ),
    insertHistoryChanges(
      tx,
      drawn.flatMap(({ row, changes }) => changes.map((change) => ({ ...change, conversationId: row.id }))),
    ),
    insertTagLinks(
      tx,
      drawn.flatMap(({ row }) => row.tagIds.map((tagId) => ({ tagId, conversationId: row.id }))),
    ),
    insertThreadKeys(
      tx,
      drawn.flatMap(({ row, keys }) =>
        keys.map((key) => ({ ...key, inboxId: row.inboxId, conversationId: row.id })),
      ),
    ),
    insertAttachments(tx, drawn.flatMap(({ messages }) => messages).flatMap(attachmentsOf)),
  ])
  await keepOrders(
    tx,
    drawn.flatMap(({ messages }) => messages.filter(({ kind }) => kind !== 'note')),
  )
  for (const { row } of drawn) moveCount(tx, undefined, row)
  return drawn.map(({ row }) => row.id)
}

/** Attachments of a message that has its place. */
export const attachmentsOf = ({
  id,
  files = [],
}: Pick<HistoricMessage, 'files'> & { id: string }): NewAttachment[] =>
  files.map((file, position) => ({ ...file, messageId: id, uploadedBy: null, position }))

/** A message with its place in a conversation. */
export const placed = (
  message: HistoricMessage,
  { id: conversationId, inboxId }: { id: string; inboxId: string },
): HistoricMessage & HistoryMessageRow => ({
  ...message,
  id: message.id ?? idAt(message.at),
  conversationId,
  inboxId,
})

const draw = (conversation: HistoricConversation, number: number) => {
  const { messages, changes, keys = [], ...rest } = conversation
  const spoken = messages.filter((message) => message.kind !== 'note')
  const first = conversation.openedAt ?? messages[0]?.at ?? new Date()
  const last = spoken.at(-1)
  const id = conversation.id ?? idAt(first)
  const rows = messages.map((message) => placed(message, { id, inboxId: conversation.inboxId }))
  const lastRow = rows.findLast((message) => message.kind !== 'note')
  const answered = spoken.findLastIndex((message) => message.kind === 'outbound')
  const row: ConversationRow & { openedBy: string; oldNumber: string | null } = {
    ...rest,
    oldNumber: conversation.oldNumber ?? null,
    id,
    number,
    customerName: '',
    preview: previewOf(last?.text ?? ''),
    openedAt: first,
    lastActivityAt: last?.at ?? first,
    lastDirection: last?.kind === 'outbound' ? 'outbound' : 'inbound',
    lastMessageId: lastRow?.id ?? null,
    waitingSince:
      conversation.status === 'resolved'
        ? null
        : (spoken.slice(answered + 1).find(({ kind, automatic }) => kind === 'inbound' && !automatic)?.at ??
          null),
    promise: null,
    messageCount: messages.length,
    version: 1,
  }
  return {
    row,
    messages: rows,
    changes: changes.map((change) => ({ ...change, id: idAt(change.at) })),
    keys: [
      ...rows.flatMap((message) => (message.key ? [{ key: message.key, messageId: message.id }] : [])),
      ...keys.map((key) => ({ key, messageId: null })),
    ],
  }
}
