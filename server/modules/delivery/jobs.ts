import type { Tx } from '../../kernel/db/index.ts'
import { defineJob, type JobOptions } from '../../kernel/jobs/index.ts'

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

/** The undo time is at most this long. What leaves later does so at a moment that a person chose. */
const SOON_MS = 60_000

/** When a message leaves that was written at one moment to leave at another, both by the writer's clock. */
export const departure = (sendAt: Date, writtenAt: Date): Pick<JobOptions, 'runAt' | 'afterMs'> => {
  const afterMs = sendAt.getTime() - writtenAt.getTime()
  return afterMs <= SOON_MS ? { afterMs: Math.max(0, afterMs) } : { runAt: sendAt }
}

/** Schedules the sending of a message, now unless said otherwise; messages of one conversation leave one after the other. */
export const scheduleSend = (
  tx: Tx,
  message: { messageId: string; conversationId: string },
  when: Pick<JobOptions, 'runAt' | 'afterMs'> = { afterMs: 0 },
): void => {
  tx.job(
    sendJob,
    { messageId: message.messageId },
    { ...when, key: `delivery.send:${message.messageId}`, queue: queueOf(message.conversationId) },
  )
}
