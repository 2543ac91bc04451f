import { Transform } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { type SmtpTimeouts, usualSmtpTimeouts } from '../net/smtp.ts'
import { inPlace, keepLine, openLine, type SmtpLine } from '../net/smtp-lines.ts'
import type { SmtpSettings } from '../settings.ts'
import { relayIdIn } from '../threads/relay-ids.ts'
import type { Composed } from './compose.ts'

/** How far an attempt came. `data`: the whole mail had been handed over, only the answer was missing. */
export type Stage = 'connect' | 'envelope' | 'data'

/** A failed attempt with what is known of it. */
export class DeliveryFailure extends Error {
  readonly stage: Stage

  constructor(stage: Stage, cause: unknown) {
    super('The mail was not accepted.', { cause })
    this.stage = stage
  }
}

/** What the server said of each recipient, and under which id it will deliver the mail. */
export interface Delivered {
  rejected: { address: string; code?: number; text: string }[]
  accepted: string[]
  /** Microsoft 365 and Amazon SES give mails a Message-ID of their own; answers will refer to that. */
  serverMessageId?: string
  /** The mail as it was sent, when it was to be kept. */
  raw?: Buffer
}

/** Above this a sent mail is not held in memory for the Sent folder. */
const largestKept = 30 * 1024 * 1024

interface SendInfo {
  accepted: string[]
  rejectedErrors?: { recipient?: string; responseCode?: number; response?: string }[]
  response?: string
}

/** An attempt took longer than anybody waits for it. */
const tooLate = (): Error =>
  Object.assign(new Error('The time for this mail is over.'), { code: 'ETIMEDOUT' })

/** How to send. `keepRaw`: the mail as it left is wanted, for the Sent folder. */
interface Options {
  keepRaw?: boolean
  timeouts?: SmtpTimeouts
  /** Once it is aborted, nothing more is handed over. */
  over?: AbortSignal
}

/** What becomes known of a mail while it is handed over. */
interface Progress {
  /** Each piece of it, as it leaves. */
  piece(chunk: Buffer): void
  /** All of it has left. */
  whole(): void
}

/** Sends the stream and tells how far that came, so that it is known when something breaks. */
const transmit = (
  connection: SMTPConnection,
  composed: Composed,
  account: Account,
  { piece, whole }: Progress,
  over: AbortSignal | undefined,
): Promise<SendInfo> =>
  new Promise((resolve, reject) => {
    // Listening for data would set the stream flowing before the server asks for it, so it is watched from within.
    const body = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        piece(chunk)
        done(null, chunk)
      },
    })
    const source = composed.stream()
    source.once('error', (error) => body.destroy(error))
    body.once('end', whole)
    source.pipe(body)
    const dsn = account.settings.receipts
      ? { dsn: { notify: ['SUCCESS', 'FAILURE', 'DELAY'], ret: 'HDRS', envid: composed.messageId } }
      : {}
    const give = (): void => {
      // Closing tells nobody who waits for an answer.
      connection.close()
      source.destroy()
      reject(tooLate())
    }
    over?.addEventListener('abort', give, { once: true })
    connection.send({ ...composed.envelope, size: composed.size, ...dsn }, body, (error, info) => {
      over?.removeEventListener('abort', give)
      if (error) source.destroy()
      if (error) reject(error)
      else resolve(info as SendInfo)
    })
  })

/** Hands a composed mail to the inbox's SMTP server. Throws `DeliveryFailure`. */
export const deliver = (
  composed: Composed,
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  options: Options = {},
): Promise<Delivered> =>
  inPlace(smtp, async () => {
    for (;;) {
      const line = await openLine(account, smtp, host, options.timeouts ?? usualSmtpTimeouts)
      const worn = line.mails > 0
      try {
        const delivered = await deliverOn(line, composed, account, smtp, options)
        keepLine(line, account, smtp)
        return delivered
      } catch (error) {
        line.connection.close()
        if (!(worn && endedBefore(error))) throw error
      }
    }
  }).catch((error: unknown) => {
    throw error instanceof DeliveryFailure ? error : new DeliveryFailure('connect', error)
  })

/** True when a connection ended before all of a mail had left: a server that wants few mails of each says so only then. */
const endedBefore = (error: unknown): boolean => {
  if (!(error instanceof DeliveryFailure) || error.stage !== 'envelope') return false
  const { code, responseCode } = error.cause as { code?: string; responseCode?: number }
  return responseCode === 421 || (responseCode === undefined && code !== undefined && ENDED.has(code))
}

const ENDED = new Set(['ECONNECTION', 'ESOCKET'])

const deliverOn = async (
  { connection }: SmtpLine,
  composed: Composed,
  account: Account,
  smtp: SmtpSettings,
  { keepRaw, over }: Options,
): Promise<Delivered> => {
  let stage: Stage = 'envelope'
  const chunks: Buffer[] = []
  const keeps = keepRaw === true && composed.size <= largestKept
  const progress: Progress = {
    piece: (chunk) => void (keeps && chunks.push(chunk)),
    whole: () => (stage = 'data'),
  }
  try {
    if (over?.aborted) throw tooLate()
    const info = await transmit(connection, composed, account, progress, over)
    const given = (address: string): string => composed.given?.get(address) ?? address
    const rejected = (info.rejectedErrors ?? []).map(({ recipient = '', responseCode, response = '' }) => ({
      address: given(recipient),
      text: response,
      ...(responseCode === undefined ? {} : { code: responseCode }),
    }))
    const serverMessageId = relayIdIn(info.response ?? '', smtp.host)
    return {
      rejected,
      accepted: info.accepted.map(given),
      ...(serverMessageId ? { serverMessageId } : {}),
      ...(keeps ? { raw: Buffer.concat(chunks) } : {}),
    }
  } catch (error) {
    throw new DeliveryFailure(stage, error)
  }
}
