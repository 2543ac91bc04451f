import { defineEvent } from '../../kernel/events/index.ts'

/** A customer's message was stored. `opened`: it began the conversation; `reopened`: it woke one that was not open. */
export const messageReceived = defineEvent<{
  conversationId: string
  messageId: string
  inboxId: string
  customerId: string
  opened: boolean
  reopened: boolean
  automatic: boolean
}>('message.received')

/** A customer's message was read anew: its words or files are others now. */
export const messageReread = defineEvent<{ conversationId: string; messageId: string; inboxId: string }>(
  'message.reread',
)

/** Messages of a conversation say nothing any more: they were erased, or kept for long enough. */
export const conversationEmptied = defineEvent<{ conversationId: string }>('conversation.emptied')

/** An answer was written and waits to leave. */
export const messageQueued = defineEvent<{
  conversationId: string
  messageId: string
  inboxId: string
  sendAt: string
}>('message.queued')

/** An answer was taken back before it left. */
export const messageCancelled = defineEvent<{ conversationId: string; messageId: string; inboxId: string }>(
  'message.cancelled',
)

/** An answer waits for a second person, or was decided on, or taken back. */
export const approvalChanged = defineEvent<{
  conversationId: string
  messageId: string
  inboxId: string
  state: 'waiting' | 'approved' | 'declined' | 'withdrawn'
  authorId: string | null
  actorId: string | null
}>('approval.changed')

/** What became of an outgoing message. `first`: it left just now for the first time. */
export const receiptChanged = defineEvent<{
  conversationId: string
  messageId: string
  inboxId: string
  receipt: string
  first: boolean
  /** No person wrote it. */
  automatic?: boolean
}>('receipt.changed')

/** An internal note was added. */
export const noteAdded = defineEvent<{
  conversationId: string
  messageId: string
  inboxId: string
  mentions: string[]
  actorId: string | null
}>('note.added')

/** A conversation was opened by us. One that a customer opens comes as `message.received` with `opened`. */
export const conversationStarted = defineEvent<{
  conversationId: string
  inboxId: string
  customerId: string
}>('conversation.started')

/** A conversation that we had opened went, since its first message was taken back before it left. */
export const conversationWithdrawn = defineEvent<{
  conversationId: string
  inboxId: string
  customerId: string
}>('conversation.withdrawn')

/** Status, assignment, priority, tags or subject changed, or the customer whose conversation it is (`customer`). */
export const conversationChanged = defineEvent<{
  conversationId: string
  inboxId: string
  /** What changed, with old and new value. */
  changes: { kind: string; from: string | null; to: string | null }[]
  actorKind: string
  actorId: string | null
}>('conversation.changed')

/**
 * A conversation's messages (`fromId`) stand in another one (`conversationId`): it was merged, or a split was undone. It is
 * in no list any more.
 */
export const conversationMerged = defineEvent<{
  conversationId: string
  inboxId: string
  fromId: string
  fromInboxId: string
  linkId: string
  actorId: string | null
}>('conversation.merged')

/** A merge was undone: both stand alone again. */
export const conversationUnmerged = defineEvent<{
  conversationId: string
  inboxId: string
  fromId: string
  fromInboxId: string
  linkId: string
  actorId: string | null
}>('conversation.unmerged')

/** Messages of a conversation stand in a new one (`intoId`). */
export const conversationSplit = defineEvent<{
  conversationId: string
  inboxId: string
  intoId: string
  intoInboxId: string
  linkId: string
  actorId: string | null
}>('conversation.split')

/** A customer waited too long for `agentId`: the conversation went back to the queue. */
export const conversationReturned = defineEvent<{
  conversationId: string
  inboxId: string
  teamId: string | null
  agentId: string
}>('conversation.returned')

/** Tags of the workspace changed. */
export const tagsChanged = defineEvent<{ tagId: string }>('tags.changed')

/** An agent saw the notes that mention them. */
export const mentionsSeen = defineEvent<{ agentId: string; conversationId: string }>('mentions.seen')

/** Somebody has read a conversation up to now. */
export const conversationRead = defineEvent<{ agentId: string; conversationId: string }>('conversation.read')

/** Which conversations an event of any room names. */
export const conversationsNamed = (payload: unknown): string[] => {
  const {
    conversationId,
    fromId,
    intoId,
    conversationIds = [],
  } = payload as {
    conversationId?: string
    fromId?: string
    intoId?: string
    conversationIds?: string[]
  }
  return [conversationId, fromId, intoId, ...conversationIds].filter((id) => id !== undefined)
}
