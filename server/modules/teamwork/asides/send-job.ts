import type { Tx } from '../../../kernel/db/index.ts'
import { defineJob } from '../../../kernel/jobs/index.ts'
import { queueOf } from '../../delivery/index.ts'

/** Sends one message to whoever is asked; when it is tried again is written with the message, so a failing job is a bug or a stop. */
export const sendAsideJob = defineJob<{ messageId: string }>('teamwork.send-aside', { maxAttempts: 25 })

/** Schedules the sending of a message; those of one aside leave one after the other. */
export const scheduleAside = (
  tx: Tx,
  { messageId, asideId, inboxId }: { messageId: string; asideId: string; inboxId: string },
  afterMs = 0,
): void =>
  tx.job(
    sendAsideJob,
    { messageId },
    { afterMs, key: `teamwork.send-aside:${messageId}`, queue: queueOf(inboxId, asideId) },
  )
