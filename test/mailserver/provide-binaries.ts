import { existsSync } from 'node:fs'
import { run } from './run.ts'

const needed = [
  '/usr/sbin/dovecot',
  '/usr/sbin/postfix',
  '/usr/lib/dovecot/imap',
  '/usr/lib/dovecot/lmtp',
  '/usr/bin/openssl',
]
const packages = ['dovecot-imapd', 'dovecot-lmtpd', 'postfix', 'openssl']

const present = (): boolean => needed.every((file) => existsSync(file))

const install = async (): Promise<void> => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-y', '-q', '--no-install-recommends']
  await run('apt-get', ['update', '-q'], { env, timeout: 300_000 })
  await run('apt-get', ['install', ...wait, ...packages], { env, timeout: 600_000 })
}

/** Makes sure that Dovecot and Postfix are there. Gives the reason when they are not; undefined when all is well. */
export const provideBinaries = async (): Promise<string | undefined> => {
  if (process.getuid?.() !== 0) return 'Dovecot and Postfix tests skipped: starting the servers needs root.'
  if (present()) return undefined
  if (!existsSync('/usr/bin/apt-get'))
    return 'Dovecot and Postfix tests skipped: the programs are not installed.'
  try {
    await install()
  } catch (error) {
    return `Dovecot and Postfix tests skipped: installing them failed (${(error as Error).message.slice(0, 200)}).`
  }
  return present() ? undefined : 'Dovecot and Postfix tests skipped: the installed packages lack a program.'
}
