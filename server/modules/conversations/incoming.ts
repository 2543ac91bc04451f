import type { Message } from './contract.ts'
import type { NewAttachment } from './queries/attachments.ts'
import type { ConversationRow } from './queries/rows.ts'

/** A customer's message, ready to be stored: who wrote is known, its files are kept. */
export interface Incoming {
  arrivalId: string
  inboxId: string
  customerId: string
  customerName: string
  text: string
  html: string | null
  subject: string | null
  recipients: Message['recipients']
  context: Record<string, string>
  automatic: boolean
  /** Other addresses that it names as its senders. */
  senders?: readonly { kind: string; value: string }[]
  /** The channel proved who wrote: a thread key alone is then enough to join. */
  verified: boolean
  messageKey: string | null
  threadKeys: readonly string[]
  /** Those of them that have the form in which we give keys, in whichever inbox. */
  ourKeys?: readonly string[]
  occurredAt: Date
  receivedAt: Date
  files: readonly Omit<NewAttachment, 'messageId' | 'uploadedBy' | 'position'>[]
  tags: readonly string[]
  priority: ConversationRow['priority']
}
