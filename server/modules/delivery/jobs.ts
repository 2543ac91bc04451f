import type { Tx } from '../../kernel/db/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'

/** Sends one message; what is tried again is decided by the delivery itself, so a failing job here is a bug or a stop. */
export const sendJob = defineJob<{ messageId: string }>('delivery.send', { maxAttempts: 25 })

/** Lets what waits for an inbox try again, page by page. */
export const releaseJob = defineJob<{ inboxId: string; after: string | null }>('delivery.release', {
  maxAttempts: 25,
})

const QUEUES = 32

/**
 * The queue of a conversation's messages. Taking a job locks every queue that there is, so a fixed few are shared: one
 * conversation has always the same, and few others wait for it.
 */
export const queueOf = (conversationId: string): string =>
  `delivery:${Number.parseInt(conversationId.slice(-4), 16) % QUEUES}`

/** Schedules the sending of a message; messages of one conversation leave one after the other. */
export const scheduleSend = (
  tx: Tx,
  message: { messageId: string; conversationId: string },
  runAt: Date,
): void => {
  tx.job(
    sendJob,
    { messageId: message.messageId },
    { runAt, key: `delivery.send:${message.messageId}`, queue: queueOf(message.conversationId) },
  )
}
