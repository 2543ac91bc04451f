import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** An SMTP server that takes everything, a little slowly, so that a kill finds mails on their way. */
export interface MailSink {
  port: number
  /** Marks (`#reply-12#`) of the mails that it confirmed or was about to confirm, one for each time. */
  readonly marks: string[]
  /** The mails themselves. */
  readonly mails: ParsedMail[]
  /** What it says from now on: undefined confirms, a refusal is answered instead; nothing is kept of a refused mail. */
  judge: (at: 'sender' | 'mail', mark?: string) => Refusal | undefined
  /** Called when a mail is whole, and waited for before it is confirmed. */
  whole: (mark: string) => Promise<void> | void
  stop(): Promise<void>
}

/** An answer of SMTP that is no confirmation. */
export interface Refusal {
  code: number
  text: string
}

const PAUSE_MS = 40

const refused = ({ code, text }: Refusal): Error => Object.assign(new Error(text), { responseCode: code })

/** Starts the sink on a free port. A mail counts as soon as it is whole, before the sender can know. */
export const startMailSink = async (): Promise<MailSink> => {
  const marks: string[] = []
  const mails: ParsedMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom(_address, _session, done) {
      const refusal = sink.judge('sender')
      done(refusal && refused(refusal))
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        async (mail) => {
          const mark = /#reply-\d+#/.exec(mail.text ?? '')?.[0] ?? 'without a mark'
          const refusal = sink.judge('mail', mark)
          if (refusal) return done(refused(refusal))
          marks.push(mark)
          mails.push(mail)
          await sink.whole(mark)
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
  const sink: MailSink = {
    port: typeof address === 'object' && address ? address.port : 0,
    marks,
    mails,
    judge: () => undefined,
    whole: () => undefined,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return sink
}
