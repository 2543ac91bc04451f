import { type ImapTimeouts, usualTimeouts } from '../imap/connect.ts'
import { type SmtpTimeouts, usualSmtpTimeouts } from '../net/smtp.ts'

/** How long a check waits for servers, and for its test mail (looking `every` so often); milliseconds. */
export interface CheckTimes {
  patience: number
  every: number
  imap: ImapTimeouts
  smtp: SmtpTimeouts
}

export const usualCheckTimes: CheckTimes = {
  patience: 60_000,
  every: 2_000,
  imap: usualTimeouts,
  smtp: usualSmtpTimeouts,
}
