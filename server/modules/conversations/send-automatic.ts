import type { Tx } from '../../kernel/db/index.ts'
import { keepChange } from './change-conversation.ts'
import type { Message } from './contract.ts'
import { messageQueued } from './events.ts'
import { holdMessage } from './hold-message.ts'
import { isEmptied } from './queries/erase.ts'
import { sideRows } from './queries/links.ts'
import { writeMessage } from './write-message.ts'

/** A message that the product writes by itself. */
export interface AutomaticMessage {
  /** What it goes with: the thread of that message, wherever it stands by then. */
  messageId: string
  /** Who the customer sees as its author: the brand. */
  author: string
  text: string
  /** The conversation's when left out. */
  subject?: string
  recipients: Message['recipients']
}

/**
 * Writes to a customer without a person: a receipt, for one. It is no answer: whoever waits goes on waiting, and lists
 * show what the customer said last. Leaves at once. Gives its id; undefined when the conversation is gone, or nothing
 * is left of it.
 */
export const sendAutomatic = async (tx: Tx, message: AutomaticMessage): Promise<string | undefined> => {
  const held = await holdMessage(tx, message.messageId)
  if (!held) return undefined
  const { before, homeId } = held
  const conversationId = before.id
  if (await isEmptied(tx, [conversationId, homeId ?? conversationId])) return undefined
  const actor = { kind: 'system' as const, id: null, name: message.author }
  const { text, subject, recipients } = message
  const [home = before] = homeId === null ? [] : await sideRows(tx, [homeId])
  const id = await writeMessage(
    tx,
    actor,
    { text, attachmentIds: [] },
    {
      conversationId,
      homeId,
      inboxId: home.inboxId,
      kind: 'outbound',
      receipt: 'queued',
      sendAt: tx.now,
      subject: subject ?? home.subject,
      recipients,
      automatic: true,
    },
  )
  await keepChange(tx, actor, before, { ...before, messageCount: before.messageCount + 1 })
  tx.announce(
    messageQueued({ conversationId, messageId: id, inboxId: home.inboxId, sendAt: tx.now.toISOString() }),
  )
  return id
}
