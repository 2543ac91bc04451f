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

/** Sends the stream and tells through `finished` whether all of it had left before something broke. */
const transmit = (
  connection: SMTPConnection,
  composed: Composed,
  account: Account,
  keep: (chunk: Buffer) => void,
  finished: () => void,
): Promise<SendInfo> =>
  new Promise((resolve, reject) => {
    // Listening for data would set the stream flowing before the server asks for it, so it is watched from within.
    const body = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        keep(chunk)
        done(null, chunk)
      },
    })
    const source = composed.stream()
    source.once('error', (error) => body.destroy(error))
    body.once('end', finished)
    source.pipe(body)
    const dsn = account.settings.receipts
      ? { dsn: { notify: ['SUCCESS', 'FAILURE', 'DELAY'], ret: 'HDRS', envid: composed.messageId } }
      : {}
    connection.send({ ...composed.envelope, size: composed.size, ...dsn }, body, (error, info) => {
      if (error) source.destroy()
      if (error) reject(error)
      else resolve(info as SendInfo)
    })
  })

/** How to send. `keepRaw`: the mail as it left is wanted, for the Sent folder. */
interface Options {
  keepRaw?: boolean
  timeouts?: SmtpTimeouts
}

/** Hands a composed mail to the inbox's SMTP server. Throws `DeliveryFailure`. */
export const deliver = (
  composed: Composed,
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  options: Options = {},
): Promise<Delivered> =>
  inPlace(account, smtp, () => deliverNow(composed, account, smtp, host, options)).catch((error: unknown) => {
    throw error instanceof DeliveryFailure ? error : new DeliveryFailure('connect', error)
  })

const deliverNow = async (
  composed: Composed,
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  options: Options,
): Promise<Delivered> => {
  let stage: Stage = 'connect'
  let line: SmtpLine | undefined
  const chunks: Buffer[] = []
  const keepRaw = options.keepRaw === true && composed.size <= largestKept
  try {
    line = await openLine(account, smtp, host, options.timeouts ?? usualSmtpTimeouts)
    stage = 'envelope'
    const keep = (chunk: Buffer): void => void (keepRaw && chunks.push(chunk))
    const info = await transmit(line.connection, composed, account, keep, () => {
      stage = 'data'
    })
    const given = (address: string): string => composed.given?.get(address) ?? address
    keepLine(line, account, smtp)
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
      ...(keepRaw ? { raw: Buffer.concat(chunks) } : {}),
    }
  } catch (error) {
    line?.connection.close()
    throw new DeliveryFailure(stage, error)
  }
}
