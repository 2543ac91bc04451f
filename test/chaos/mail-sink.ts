import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** An SMTP server that takes everything, a little slowly, so that a kill finds mails on their way. */
export interface MailSink {
  port: number
  /** Marks (`#reply-12#`) of the mails that it confirmed or was about to confirm, one for each time. */
  readonly marks: string[]
  stop(): Promise<void>
}

const PAUSE_MS = 40

/** Starts the sink on a free port. A mail counts as soon as it is whole, before the sender can know. */
export const startMailSink = async (): Promise<MailSink> => {
  const marks: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        ({ text }) => {
          marks.push(/#reply-\d+#/.exec(text ?? '')?.[0] ?? 'without a mark')
          setTimeout(done, PAUSE_MS)
        },
        // The sender died in the middle: the mail is not whole, and nobody counts it.
        () => undefined,
      )
    },
  })
  // Killed senders leave broken connections behind; that is what this server is for.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    marks,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
