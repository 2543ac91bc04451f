import { ImapFlow } from 'imapflow'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { explainConnection, isSignInFailure, type Target } from '../net/connection-words.ts'
import { resolveHost } from '../net/guard.ts'
import { tlsOptions } from '../net/tls.ts'
import { accessToken, forgetToken, TokenFailure } from '../oauth/access-token.ts'
import type { ImapSettings } from '../settings.ts'
import type { Words } from '../words.ts'

/** A connection that did not come about or broke off, in words for people. */
export class ConnectionFailure extends Error {
  readonly words: Words

  constructor(words: Words, cause?: unknown) {
    super(words.en, { cause })
    this.words = words
  }
}

/** Longest waits, in milliseconds. `socket`: silence while an answer is due. */
export interface ImapTimeouts {
  connect: number
  greeting: number
  socket: number
}

export const usualTimeouts: ImapTimeouts = { connect: 20_000, greeting: 15_000, socket: 60_000 }

const imapTarget = ({ host, port, security }: ImapSettings): Target => ({
  protocol: 'IMAP',
  host,
  port,
  security,
})

/** What became of a foreign error on this connection. */
export const failureOf = (error: unknown, imap: ImapSettings): ConnectionFailure => {
  if (error instanceof ConnectionFailure) return error
  const words = error instanceof TokenFailure ? error.words : explainConnection(error, imapTarget(imap))
  return new ConnectionFailure(words, error)
}

/** A signed-in IMAP connection without a folder. The caller closes it. Throws `ConnectionFailure`. */
export const connectImap = async (
  account: Account,
  imap: ImapSettings,
  host: ChannelHost,
  timeouts: ImapTimeouts = usualTimeouts,
): Promise<ImapFlow> => {
  let client: ImapFlow | undefined
  try {
    const address = await resolveHost(imap.host, host.allowPrivateNetwork === true)
    const token = await accessToken(account, host)
    const tls = tlsOptions(imap.host, account.settings.authority)
    client = new ImapFlow({
      host: address,
      port: imap.port,
      secure: imap.security === 'tls',
      ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
      ...(tls.servername ? { servername: tls.servername } : {}),
      tls,
      auth: {
        user: imap.user,
        ...(token ? { accessToken: token } : { pass: account.secrets.password ?? '' }),
      },
      logger: false,
      disableAutoIdle: true,
      clientInfo: { name: 'Madoguchi' },
      connectionTimeout: timeouts.connect,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.socket,
      // A mail is at most as large as we ask for; nothing that a server sends beyond may fill the memory.
      maxLiteralSize: (imap.largestMegabytes + 2) * 1024 * 1024,
      maxLineLength: 16 * 1024 * 1024,
    })
    // Without a listener a lost connection would end the process; who waits on a command hears of it there.
    client.on('error', () => undefined)
    await client.connect()
    return client
  } catch (error) {
    client?.close()
    if (isSignInFailure(error)) forgetToken(account)
    throw failureOf(error, imap)
  }
}
