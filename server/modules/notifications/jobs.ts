import type { Tx } from '../../kernel/db/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'

/** Sends what is due to people outside of the app. */
export const sendJob = defineJob<Record<string, never>>('notifications.send', { maxAttempts: 3 })

const MINUTE_MS = 60_000

/** Has what is due at a moment sent then, where that is sooner than the look that there is every minute; once a second. */
export const sendAt = (tx: Tx, at: Date | null): void => {
  if (!at || at.getTime() - tx.now.getTime() >= MINUTE_MS) return
  const second = Math.ceil(Math.max(at.getTime(), tx.now.getTime()) / 1000)
  tx.job(
    sendJob,
    {},
    { key: `notifications.send:${tx.workspaceId}:${second}`, runAt: new Date(second * 1000) },
  )
}
