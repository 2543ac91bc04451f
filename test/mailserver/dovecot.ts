import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from './certificate.ts'
import { waitForPort } from './free-ports.ts'
import { run } from './run.ts'

/** A running Dovecot. */
export interface Dovecot {
  /** Where Postfix asks for passwords. */
  authSocket: string
  changeUidValidity(address: string): Promise<void>
  backUp(address: string): Promise<() => Promise<void>>
  maildirFlags(address: string): Promise<string[]>
  start(): Promise<void>
  stop(): Promise<void>
}

interface Setup {
  folder: string
  imap: number
  imaps: number
  lmtp: number
  certificate: Certificate
  tokenInfoUrl?: string
  quota?: string
  timeZone?: string
}

/** The password of every mailbox; any address of the server's domains is one. */
export const mailPassword = 'secret-1'

/** Debian's `mail` account, under which mailboxes are read and written. */
const mailUid = 8
const mailGid = 8

const general = ({ folder, certificate }: Setup): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certificate.certFile}
ssl_key = <${certificate.keyFile}
mail_location = maildir:${folder}/mail/%u
mail_uid = ${mailUid}
mail_gid = ${mailGid}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
default_internal_user = dovecot
default_login_user = dovenull
recipient_delimiter = +
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
`

const signIn = ({ folder, tokenInfoUrl }: Setup): string => `
disable_plaintext_auth = no
auth_mechanisms = plain login${tokenInfoUrl ? ' xoauth2 oauthbearer' : ''}
auth_failure_delay = 0
passdb {
  driver = static
  args = password=${mailPassword}
}
${tokenInfoUrl ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${folder}/oauth2.conf\n}` : ''}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${folder}/mail/%u allow_all_users=yes
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`

/** Mailboxes that are full at some point: LMTP refuses then, and so does IMAP when mail is filed. */
const fullAt = ({ quota }: Setup): string =>
  quota === undefined
    ? ''
    : `
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:Quota
  quota_grace = 0
  quota_rule = *:storage=${quota}
}
`

const services = ({ imap, imaps, lmtp }: Setup): string => `
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service auth {
  unix_listener auth-postfix {
    mode = 0666
  }
}
`

/** Starts Dovecot in the foreground of a child process, with everything it needs below the folder. */
export const startDovecot = async (setup: Setup): Promise<Dovecot> => {
  const { folder } = setup
  const mail = join(folder, 'mail')
  await mkdir(mail, { recursive: true })
  await chown(mail, mailUid, mailGid)
  await writeFile(
    join(folder, 'dovecot.conf'),
    [general, signIn, fullAt, services].map((part) => part(setup)).join(''),
  )
  if (setup.tokenInfoUrl)
    await writeFile(
      join(folder, 'oauth2.conf'),
      `tokeninfo_url = ${setup.tokenInfoUrl}\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n`,
    )
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], {
      stdio: 'ignore',
      env: { ...process.env, ...(setup.timeZone === undefined ? {} : { TZ: setup.timeZone }) },
    })
    await Promise.all([setup.imap, setup.imaps, setup.lmtp].map(waitForPort))
  }
  const stop = async (): Promise<void> => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    await new Promise<void>((resolve) => {
      running.once('exit', () => resolve())
      running.kill('SIGTERM')
    })
  }
  await start()
  return {
    authSocket: join(folder, 'run', 'auth-postfix'),
    start,
    stop,
    ...mailboxes(folder, async (change) => {
      await stop()
      await change()
      await start()
    }),
  }
}

/** What is done to mailboxes on the disk; changes are made while the server rests. */
const mailboxes = (
  folder: string,
  atRest: (change: () => Promise<void>) => Promise<void>,
): Pick<Dovecot, 'changeUidValidity' | 'backUp' | 'maildirFlags'> => {
  const of = (address: string): string => join(folder, 'mail', address)
  const copy = (from: string, to: string): Promise<void> =>
    atRest(async () => {
      await rm(to, { recursive: true, force: true })
      await run('cp', ['-a', from, to])
    })
  return {
    changeUidValidity: (address) =>
      atRest(async () => {
        // UIDVALIDITY is made of the time in seconds; the list of UIDs is where it is kept.
        const names = await readdir(of(address))
        for (const name of names.filter((one) => one.startsWith('dovecot')))
          await rm(join(of(address), name), { force: true })
        await run('sleep', ['1.1'])
      }),
    async backUp(address) {
      const kept = join(folder, `backup of ${address}`)
      await copy(of(address), kept)
      return () => copy(kept, of(address))
    },
    async maildirFlags(address) {
      const folders = await Promise.all(
        ['new', 'cur'].map((name) => readdir(join(of(address), name)).catch(() => [])),
      )
      return folders.flat().map((name) => /:2,([A-Za-z]*)$/.exec(name)?.[1] ?? '')
    },
  }
}
