import { mkdtempSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from './certificate.ts'
import { deliverByLmtp } from './deliver.ts'
import { type Dovecot, mailPassword, startDovecot } from './dovecot.ts'
import { freePorts } from './free-ports.ts'
import { provideBinaries } from './provide-binaries.ts'
import { type Postfix, startPostfix } from './postfix.ts'

/**
 * A private Dovecot and Postfix on loopback. Every address of `shop.example` and `customer.example` is a mailbox;
 * its address is the user name.
 */
export interface MailServer {
  host: '127.0.0.1'
  imap: { starttls: number; tls: number }
  /** Postfix: STARTTLS on one port, TLS on the other, sign-in demanded on both; `plain` takes mail without. */
  smtp: { starttls: number; tls: number; plain: number }
  /** PEM of the server's self-made certificate, which is for `localhost` and 127.0.0.1. */
  authority: string
  /** The password of every mailbox. */
  password: string
  /** Puts raw bytes into a mailbox as a mail server would. */
  deliver(address: string, raw: Buffer | string): Promise<void>
  /** How many mails wait in Postfix's queue. */
  queued(): Promise<number>
  stopImap(): Promise<void>
  startImap(): Promise<void>
  /** Makes the server forget a mailbox's UIDs, as after a move to another machine. Stops and starts IMAP. */
  changeUidValidity(address: string): Promise<void>
  /** Copies a mailbox; what is given back puts it in its place again. Each stops and starts IMAP. */
  backUp(address: string): Promise<() => Promise<void>>
  /** Flags of the mails in a folder as they stand in its Maildir file names, by file: `S` is seen. */
  maildirFlags(address: string): Promise<string[]>
  stop(): Promise<void>
}

/** Options of a test server. */
export interface MailServerOptions {
  /** Domains whose mail Postfix hands to an SMTP server on this loopback port: for refusals and bounces. */
  relay?: { domains: string[]; port: number }
  /** Where Dovecot asks about an OAuth2 access token (the token is appended): `{"email":…,"active":"true"}` lets in. */
  tokenInfoUrl?: string
  /** How much each mailbox may hold, as Dovecot writes it: `200k`. */
  quota?: string
  /** In which Dovecot keeps its days, as TZ writes it; this machine's unless given. */
  timeZone?: string
}

/**
 * Starts the servers, or says in one line why it cannot. Debian's packages are installed where that is possible
 * (as root). Everything lives in a temporary folder; `stop` ends both servers by their ids and removes it.
 */
export const startMailServer = async (
  options: MailServerOptions = {},
): Promise<MailServer | { skipped: string }> => {
  const missing = await provideBinaries()
  if (missing) {
    console.warn(missing)
    return { skipped: missing }
  }
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-mail-'))
  await chmod(folder, 0o755)
  const ports = await freePorts(6)
  const [imap = 0, imaps = 0, lmtp = 0, submission = 0, smtps = 0, plain = 0] = ports
  const certificate = await makeCertificate(folder)
  const dovecot = await startDovecot({ folder, imap, imaps, lmtp, certificate, ...options })
  const postfix = await startPostfix({
    folder,
    submission,
    smtps,
    plain,
    lmtp,
    certificate,
    auth: dovecot.authSocket,
    ...options,
  })
  return server(folder, dovecot, postfix, certificate.pem, { imap, imaps, lmtp, submission, smtps, plain })
}

const server = (
  folder: string,
  dovecot: Dovecot,
  postfix: Postfix,
  authority: string,
  ports: { imap: number; imaps: number; lmtp: number; submission: number; smtps: number; plain: number },
): MailServer => ({
  host: '127.0.0.1',
  imap: { starttls: ports.imap, tls: ports.imaps },
  smtp: { starttls: ports.submission, tls: ports.smtps, plain: ports.plain },
  authority,
  password: mailPassword,
  deliver: (address, raw) => deliverByLmtp(ports.lmtp, address, raw),
  queued: () => postfix.queued(),
  stopImap: () => dovecot.stop(),
  startImap: () => dovecot.start(),
  changeUidValidity: (address) => dovecot.changeUidValidity(address),
  backUp: (address) => dovecot.backUp(address),
  maildirFlags: (address) => dovecot.maildirFlags(address),
  async stop() {
    await postfix.stop()
    await dovecot.stop()
    rmSync(folder, { recursive: true, force: true })
  },
})
