import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { ChannelHost, InboxAccount } from '../../channel.ts'
import { externalIdOf } from '../external-id.ts'
import { readHeaders } from '../parse/headers.ts'
import { Collector } from './collect.ts'
import { InboxFinder } from './find-inbox.ts'
import { SmtpError } from './smtp-error.ts'
import { traceHeaders } from './trace-headers.ts'

/** Limits of the receiver; tests narrow them. */
export interface ReceiverLimits {
  connections: number
  perAddress: number
  recipients: number
  /** Milliseconds of silence after which a connection is closed. */
  silence: number
  /** Milliseconds for one mail, however often the other side says something meanwhile, besides what its bytes are worth. */
  patience: number
  /** The slowest line that a mail is taken over, in bytes a millisecond. */
  slowest: number
  /** Milliseconds after which the certificate is read again. */
  renewEvery: number
}

export const usualLimits: ReceiverLimits = {
  connections: 100,
  perAddress: 10,
  recipients: 50,
  silence: 60_000,
  patience: 10 * 60_000,
  slowest: 30,
  renewEvery: 3600_000,
}

/** More hops than any honest way has: the mail goes in circles. */
const mostHops = 50

/** Runs a promise for smtp-server's callbacks; anything unexpected asks the sender to come again. */
const answer = (work: Promise<unknown>, done: (error?: Error | null) => void): void => {
  work.then(
    () => done(),
    (error: unknown) =>
      done(error instanceof SmtpError ? error : new SmtpError(451, '4.3.0 Try again later')),
  )
}

/** A connection as the library keeps it. */
interface Connected {
  session: SMTPServerSession
  send(code: number, text: string): void
  close(): void
}

class Receiver {
  readonly #host: ChannelHost
  readonly #limits: ReceiverLimits
  readonly #finder: InboxFinder
  readonly #collector: Collector
  #tls: { cert: string; key: string } | undefined
  readonly #perAddress = new Map<string, number>()
  /** Since when each connection owes us its next mail, or more of it, by its session's id. */
  readonly #owing = new Map<string, number>()
  readonly #recipients = new WeakMap<SMTPServerSession, Map<string, InboxAccount>>()
  readonly server: SMTPServer

  constructor(host: ChannelHost, limits: ReceiverLimits) {
    this.#host = host
    this.#limits = limits
    this.#finder = new InboxFinder(host)
    // A mail is a third larger than the files in it.
    const largest = Math.max(25 * 1024 * 1024, Math.ceil(host.maxUploadBytes * 1.4))
    this.#collector = new Collector(largest)
    this.#tls = host.smtpInTls?.()
    this.server = new SMTPServer({
      name: new URL(host.publicUrl).hostname,
      banner: 'Madoguchi',
      size: largest,
      // Without a certificate of ours the library would show one whose key everybody knows.
      disabledCommands: this.#tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      ...this.#tls,
      minVersion: 'TLSv1.2',
      authOptional: true,
      disableReverseLookup: true,
      maxClients: limits.connections,
      socketTimeout: limits.silence,
      closeTimeout: 3_000,
      logger: false,
      onConnect: (session, done) => answer(this.#connect(session), done),
      onClose: (session) => this.#disconnect(session),
      onMailFrom: (_address, session, done) => {
        this.#recipients.set(session, new Map())
        done()
      },
      onRcptTo: ({ address }, session, done) => answer(this.#addRecipient(address, session), done),
      onData: (stream, session, done) => answer(this.#take(stream, session), done),
    })
    this.server.on('error', () => host.log.info('A connection to the mail receiver broke off'))
  }

  /** Shows a certificate that was renewed since; one that can't be read leaves the old one. */
  renew(): void {
    try {
      const now = this.#host.smtpInTls?.()
      if (!now || now.cert === this.#tls?.cert) return
      this.server.updateSecureContext(now)
      this.#tls = now
    } catch {
      this.#host.log.warn('The renewed certificate of the mail receiver can’t be used; the old one is shown')
    }
  }

  /** Closes connections that take for ever to give one mail: somebody could hold all of them so. */
  hurry(): void {
    const since = performance.now() - this.#limits.patience
    for (const connection of this.server.connections as Set<Connected>) {
      if ((this.#owing.get(connection.session.id) ?? Number.POSITIVE_INFINITY) > since) continue
      connection.send(421, '4.4.2 This takes too long')
      connection.close()
    }
  }

  async #connect({ id, remoteAddress }: SMTPServerSession): Promise<void> {
    this.#owing.set(id, performance.now())
    const count = (this.#perAddress.get(remoteAddress) ?? 0) + 1
    this.#perAddress.set(remoteAddress, count)
    if (count > this.#limits.perAddress)
      throw new SmtpError(421, '4.7.0 Too many connections from your address')
  }

  #disconnect({ id, remoteAddress }: SMTPServerSession): void {
    this.#owing.delete(id)
    const count = (this.#perAddress.get(remoteAddress) ?? 1) - 1
    if (count > 0) this.#perAddress.set(remoteAddress, count)
    else this.#perAddress.delete(remoteAddress)
  }

  async #addRecipient(address: string, session: SMTPServerSession): Promise<void> {
    const recipients = this.#recipients.get(session) ?? new Map<string, InboxAccount>()
    if (recipients.size >= this.#limits.recipients) throw new SmtpError(452, '4.5.3 Too many recipients')
    const inbox = await this.#finder.find(address)
    if (!inbox) {
      // A paused inbox, or one whose settings can't be read: people mend that, and the sender goes on trying for days.
      if (await this.#finder.knows(address))
        throw new SmtpError(451, '4.2.1 The mailbox takes nothing just now')
      throw new SmtpError(550, '5.1.1 No such mailbox here')
    }
    recipients.set(address, inbox)
    this.#recipients.set(session, recipients)
  }

  /** A large mail over a slow line is no slower than a small one. */
  #credit({ id }: SMTPServerSession, bytes: number): void {
    const since = this.#owing.get(id)
    if (since === undefined) return
    this.#owing.set(id, Math.min(performance.now(), since + bytes / this.#limits.slowest))
  }

  /** 250 goes out only when every inbox has kept the mail; a repeat after a 451 finds what is kept already. */
  async #take(stream: Parameters<Collector['read']>[0], session: SMTPServerSession): Promise<void> {
    const { raw, free } = await this.#collector.read(stream, (bytes) => this.#credit(session, bytes))
    // From here on it waits for us.
    this.#owing.set(session.id, Number.POSITIVE_INFINITY)
    try {
      if (readHeaders(raw).all('received').length > mostHops)
        throw new SmtpError(554, '5.4.6 The mail goes in circles')
      const id = externalIdOf(raw)
      const seen = new Set<string>()
      for (const [address, inbox] of this.#recipients.get(session) ?? []) {
        if (seen.has(inbox.id)) continue
        seen.add(inbox.id)
        await this.#host.accept(inbox, Buffer.concat([traceHeaders(session, address, new Date()), raw]), id)
      }
    } finally {
      free()
      if (this.#owing.has(session.id)) this.#owing.set(session.id, performance.now())
    }
  }
}

/**
 * Listens for mail that is forwarded to inboxes. Takes mail for known inboxes only and confirms it when it is kept.
 * Rejects when the port cannot be had.
 */
export const startReceiver = async (
  host: ChannelHost,
  port: number,
  limits: ReceiverLimits = usualLimits,
): Promise<{ stop(): Promise<void> }> => {
  const receiver = new Receiver(host, limits)
  const { server } = receiver
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const renewing = setInterval(() => receiver.renew(), limits.renewEvery)
  const hurrying = setInterval(() => receiver.hurry(), Math.min(limits.patience / 2, 15_000))
  return {
    stop: () =>
      new Promise((resolve) => {
        clearInterval(renewing)
        clearInterval(hurrying)
        server.close(() => resolve())
      }),
  }
}
