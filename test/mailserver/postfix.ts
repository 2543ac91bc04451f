import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from './certificate.ts'
import { waitForPort } from './free-ports.ts'
import { run } from './run.ts'

/** A running Postfix. */
export interface Postfix {
  /** How many mails wait to be delivered. */
  queued(): Promise<number>
  stop(): Promise<void>
}

interface Setup {
  folder: string
  submission: number
  smtps: number
  plain: number
  lmtp: number
  certificate: Certificate
  auth: string
  relay?: { domains: string[]; port: number }
}

/** Nothing may ever leave the machine: every domain that is not named here is refused by the `error` transport. */
const mainCf = ({ folder, lmtp, certificate, auth, relay }: Setup): string => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
myhostname = mx.shop.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
local_transport = error:no local mail
default_transport = error:this server sends nothing out
relayhost =
virtual_mailbox_domains = shop.example, customer.example
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
recipient_delimiter = +
alias_maps =
alias_database =
transport_maps = texthash:${folder}/transport
relay_domains = ${relay?.domains.join(', ') ?? ''}
smtpd_recipient_restrictions = permit_sasl_authenticated, permit_mynetworks, reject_unauth_destination
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${auth}
smtpd_tls_cert_file = ${certificate.certFile}
smtpd_tls_key_file = ${certificate.keyFile}
smtpd_tls_security_level = may
smtpd_tls_loglevel = 0
message_size_limit = 52428800
mailbox_size_limit = 0
virtual_mailbox_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 2s
queue_run_delay = 2s
`

const daemons = `
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

const masterCf = ({ submission, smtps, plain }: Setup): string => `
127.0.0.1:${submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
127.0.0.1:${smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
127.0.0.1:${plain} inet n - n - - smtpd
${daemons}`

const idOf = async (name: string): Promise<number> => {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`))
  return Number(line?.split(':')[2] ?? 0)
}

/** Starts Postfix with private folders; its master runs as a daemon and is stopped through the same folders. */
export const startPostfix = async (setup: Setup): Promise<Postfix> => {
  const { folder } = setup
  const configFolder = join(folder, 'postfix')
  const data = join(folder, 'data')
  for (const path of [configFolder, data, join(folder, 'queue')])
    await mkdir(path, { recursive: true, mode: 0o755 })
  await chown(data, await idOf('postfix'), 0)
  await writeFile(join(configFolder, 'main.cf'), mainCf(setup))
  await writeFile(join(configFolder, 'master.cf'), masterCf(setup))
  const { relay } = setup
  const transports =
    relay?.domains.map((domain) => `${domain} smtp:[127.0.0.1]:${relay.port}\n`).join('') ?? ''
  await writeFile(join(folder, 'transport'), transports)
  await run('postfix', ['-c', configFolder, 'start'])
  await Promise.all([setup.submission, setup.smtps, setup.plain].map(waitForPort))
  return {
    async queued() {
      const names = await Promise.all(
        ['incoming', 'active', 'deferred', 'maildrop'].map((name) =>
          readdir(join(folder, 'queue', name), { recursive: true, withFileTypes: true }).catch(() => []),
        ),
      )
      return names.flat().filter((entry) => entry.isFile()).length
    },
    async stop() {
      await run('postfix', ['-c', configFolder, 'stop'])
    },
  }
}
