import { defineJob, handles, type Recurring } from '../../kernel/jobs/index.ts'
import { mailReset } from './mail-reset.ts'
import { deleteExpired } from './queries/tokens.ts'
import { MEMORY } from './throttle.ts'

/** Mails a person a reset link. The link is made when the mail is, so that no job row ever holds a token. */
export const sendResetMail = defineJob<{ agentId: string }>('access.send-reset-mail', { maxAttempts: 5 })

/** Background work of the room. */
export const jobs = [handles(sendResetMail, ({ agentId }, { db }) => mailReset(db, agentId))]

/** Clears away, every hour, what ran out. */
export const sweep: Recurring = {
  name: 'access.sweep',
  cron: '17 * * * *',
  run: ({ db }) => db.tx((tx) => deleteExpired(tx, new Date(tx.now.getTime() - MEMORY))),
}
