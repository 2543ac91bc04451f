import { createHash } from 'node:crypto'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { SmtpSettings } from '../settings.ts'
import { withDeadline } from './deadline.ts'
import { Slots } from './slots.ts'
import { openSmtp, signInSmtp, type SmtpTimeouts } from './smtp.ts'

/** A connection that may send, and how many mails it has taken. */
export interface SmtpLine {
  connection: SMTPConnection
  mails: number
}

/** How long a connection waits for the next mail; most servers hang up after minutes. */
const IDLE_MS = 5000
/** Servers limit the mails of a connection; 100 is a usual limit. */
const MOST_MAILS = 50
/** An idle connection that does not answer by then is given up for a new one. */
const RESET_MS = 5000

/** As many mails at once to one server, whichever inboxes they leave through: one that hangs must leave jobs for others. */
const MOST_AT_ONCE = 12
/** Microsoft 365 refuses a mailbox's fourth connection. */
const FEW = { hosts: /\.office365\.com$/i, connections: 3 }
/** A server that gives back no place for so long hangs, or has large mails to take: nobody waits for it with a job in hand. */
const STANDSTILL_MS = 3000

const places = new Map<string, Slots>()

const placesOf = (name: string, count: number): Slots => {
  const slots = places.get(name) ?? new Slots(count)
  places.set(name, slots)
  return slots
}

/** Does something that needs a connection once there is a place for it. Throws `Busy` when there won't be one soon. */
export const inPlace = <T>(
  { host, port, user }: Pick<SmtpSettings, 'host' | 'port' | 'user'>,
  task: () => Promise<T>,
  standstill = STANDSTILL_MS,
): Promise<T> => {
  const server = `${host.toLowerCase()}:${port}`
  const atServer = (): Promise<T> => placesOf(server, MOST_AT_ONCE).run(task, standstill)
  return FEW.hosts.test(host)
    ? placesOf(`${server} ${user.toLowerCase()}`, FEW.connections).run(atServer, standstill)
    : atServer()
}

/** Connections that wait for a mail, each with what ends its waiting. */
const idle = new Map<string, Map<SmtpLine, NodeJS.Timeout>>()

/** Whoever signs in otherwise, or elsewhere, gets a connection of their own. */
const nameOf = ({ id, secrets }: Account, smtp: SmtpSettings): string =>
  createHash('sha256')
    .update(JSON.stringify([id, smtp, secrets]))
    .digest('base64')

const takeIdle = (name: string): SmtpLine | undefined => {
  const [line] = idle.get(name)?.keys() ?? []
  if (line) forget(name, line)
  return line
}

const forget = (name: string, line: SmtpLine): void => {
  const lines = idle.get(name)
  clearTimeout(lines?.get(line))
  lines?.delete(line)
  if (lines?.size === 0) idle.delete(name)
}

/** True when the server still answers on it, ready for the next mail. */
const isAlive = async ({ connection }: SmtpLine): Promise<boolean> => {
  let gone: () => void = () => undefined
  const reset = new Promise<boolean>((resolve) => {
    gone = () => resolve(false)
    connection.once('end', gone)
    connection.reset((error) => resolve(!error))
  })
  const answered = await withDeadline(reset, RESET_MS, () => undefined).catch(() => false)
  connection.off('end', gone)
  if (!answered) connection.close()
  return answered
}

/**
 * A connection to the inbox's server, signed in: one that has just sent a mail, so that a burst does not greet and sign
 * in for each, or a new one. Nothing of a mail has been said on it. Throws the library's or guard's error.
 */
export const openLine = async (
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
  timeouts: SmtpTimeouts,
): Promise<SmtpLine> => {
  const name = nameOf(account, smtp)
  for (let line = takeIdle(name); line; line = takeIdle(name)) if (await isAlive(line)) return line
  const connection = await openSmtp(account, smtp, host, timeouts)
  try {
    await signInSmtp(connection, account, smtp, host)
    return { connection, mails: 0 }
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Keeps a connection on which a mail was confirmed for the next one, for a few seconds. */
export const keepLine = (line: SmtpLine, account: Account, smtp: SmtpSettings): void => {
  line.mails += 1
  if (line.mails >= MOST_MAILS) {
    line.connection.quit()
    return
  }
  const name = nameOf(account, smtp)
  const end = setTimeout(() => {
    forget(name, line)
    line.connection.quit()
  }, IDLE_MS)
  end.unref()
  const lines = idle.get(name) ?? new Map<SmtpLine, NodeJS.Timeout>()
  idle.set(name, lines.set(line, end))
  if (line.mails === 1) line.connection.once('end', () => forget(name, line))
}
