import type { ChannelHost, CheckStep } from '../../channel.ts'
import type { Account } from '../account.ts'
import { explainConnection } from '../net/connection-words.ts'
import { openSmtp, signInSmtp, smtpTarget, type SmtpTimeouts } from '../net/smtp.ts'
import { TokenFailure } from '../oauth/access-token.ts'
import type { SmtpSettings } from '../settings.ts'
import { connectionSteps, stageOf } from './steps.ts'

const tryOut = async (
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  timeouts: SmtpTimeouts,
): Promise<unknown> => {
  try {
    const connection = await openSmtp(account, smtp, host, timeouts)
    try {
      await signInSmtp(connection, account, smtp, host)
    } finally {
      connection.close()
    }
    return undefined
  } catch (error) {
    return error
  }
}

/** The steps of sending, up to the sign-in. */
export async function* checkSmtp(
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  timeouts: SmtpTimeouts,
): AsyncGenerator<CheckStep> {
  const error = await tryOut(account, smtp, host, timeouts)
  const server = `${smtp.host}:${smtp.port}`
  const words = error instanceof TokenFailure ? error.words : explainConnection(error ?? {}, smtpTarget(smtp))
  yield* connectionSteps(
    'smtp',
    smtp.security,
    server,
    error === undefined ? undefined : { stage: stageOf(error), words },
  )
}
