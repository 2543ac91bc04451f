import SMTPConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { accessToken, forgetToken } from '../oauth/access-token.ts'
import type { SmtpSettings } from '../settings.ts'
import { isSignInFailure, type Target } from './connection-words.ts'
import { resolveHost } from './guard.ts'
import { tlsOptions } from './tls.ts'

/** Longest waits in milliseconds. `socket`: silence while an answer is due; servers scan a mail before they answer. */
export interface SmtpTimeouts {
  connect: number
  greeting: number
  socket: number
}

export const usualSmtpTimeouts: SmtpTimeouts = { connect: 20_000, greeting: 20_000, socket: 120_000 }

export const smtpTarget = ({ host, port, security }: SmtpSettings): Target => ({
  protocol: 'SMTP',
  host,
  port,
  security,
})

/** Turns one call with a Node callback into a promise. An error event while it runs ends it too. */
const settled = (
  connection: SMTPConnection,
  call: (done: (error?: Error | null) => void) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.once('error', reject)
    call((error) => {
      connection.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })

/** Opens a connection as far as the greeting, encrypted as the settings say. Throws the library's or guard's error. */
export const openSmtp = async (
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  timeouts: SmtpTimeouts = usualSmtpTimeouts,
): Promise<SMTPConnection> => {
  const address = await resolveHost(smtp.host, host.allowPrivateNetwork === true)
  const tls = tlsOptions(smtp.host, account.settings.authority)
  const connection = new SMTPConnection({
    host: address,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    ...(tls.servername ? { servername: tls.servername } : {}),
    tls,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
  })
  try {
    await settled(connection, (done) => connection.connect(done))
  } catch (error) {
    connection.close()
    throw error
  }
  // Whatever breaks later is told to the call that waits then.
  connection.on('error', () => undefined)
  return connection
}

/** Signs in, if the settings name a user. Throws the library's error. */
export const signInSmtp = async (
  connection: SMTPConnection,
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
): Promise<void> => {
  if (smtp.user === '') return
  const token = await accessToken(account, host)
  const { smtpPassword, password } = account.secrets
  const auth = token
    ? { user: smtp.user, oauth2: new XOAuth2({ user: smtp.user, accessToken: token }) }
    : { user: smtp.user, pass: smtpPassword ?? password ?? '' }
  try {
    await settled(connection, (done) => connection.login(auth, done))
  } catch (error) {
    if (isSignInFailure(error)) forgetToken(account)
    throw error
  }
}
