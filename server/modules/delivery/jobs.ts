import type { Tx } from '../../kernel/db/index.ts'
import { defineJob, type JobOptions } from '../../kernel/jobs/index.ts'

/** Sends one message; what is tried again is decided by the delivery itself, so a failing job here is a bug or a stop. */
export const sendJob = defineJob<{ messageId: string }>('delivery.send', { maxAttempts: 25 })

/** Lets what waits for an inbox try again, page by page. */
export const releaseJob = defineJob<{ inboxId: string; after: string | null }>('delivery.release', {
  maxAttempts: 25,
})

const GROUPS = 9
/** As many of an inbox leave at the same time. */
const LANES = 8

const share = (id: string, of: number): number => Number.parseInt(id.slice(-4), 16) % of

/**
 * The queue of a conversation's messages in an inbox. One conversation has always the same, so that its messages leave one after
 * the other, and an inbox whose server hangs holds few of the jobs that run at once. Taking a job locks every queue that
 * there is, so inboxes share a fixed few.
 */
export const queueOf = (inboxId: string, conversationId: string): string =>
  `delivery:${share(inboxId, GROUPS)}:${share(conversationId, LANES)}`

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
  message: { messageId: string; conversationId: string; inboxId: string },
  when: Pick<JobOptions, 'runAt' | 'afterMs'> = { afterMs: 0 },
): void => {
  tx.job(
    sendJob,
    { messageId: message.messageId },
    {
      ...when,
      key: `delivery.send:${message.messageId}`,
      queue: queueOf(message.inboxId, message.conversationId),
    },
  )
}
