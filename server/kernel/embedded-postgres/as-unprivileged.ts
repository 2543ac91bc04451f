import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { readAccounts, type Account } from './accounts.ts'
import type { Places } from './places.ts'

/** Whom PostgreSQL's folders must belong to. */
export type Owner = { uid: number; gid: number }

/** One way to run PostgreSQL's programs as somebody who is not root. */
export type Runner = {
  /** For the log and for errors: "as user postgres". */
  described: string
  owner: Owner
  /** Handed to spawn; undefined leaves us as we are. */
  uid?: number
  gid?: number
  /** Put before the command. */
  prefix: readonly string[]
}

/**
 * The ways to run PostgreSQL, best first. It refuses to run as root, and initdb refuses a user without a name;
 * which of these ways a system allows (containers often forbid user namespaces) is found out by trying.
 */
export function runnersFor(places: Places): Runner[] {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid === 0) return runnersForRoot(places)
  const ourselves: Runner = { described: 'as this user', owner: { uid, gid }, prefix: [] }
  return hasName() ? [ourselves] : [...inNamespace({ uid, gid }), ourselves]
}

function runnersForRoot(places: Places): Runner[] {
  const accounts = readAccounts()
  const made = ownerOf(places.cluster)
  const owner = made ?? ownerOf(places.dataDir)
  const runners: Runner[] = []
  // Somebody else's folder stays theirs, so that they can start without root next time.
  if (owner !== undefined && owner.uid !== 0) {
    const name = accounts.find((account) => account.uid === owner.uid)?.name
    if (made !== undefined || name !== undefined)
      runners.push(...asUser({ ...owner, name: name ?? `${owner.uid}` }))
  }
  if (made === undefined || made.uid === 0) {
    runners.push(...inNamespace({ uid: 0, gid: 0 }))
    for (const wanted of ['madoguchi', 'postgres', 'nobody']) {
      const account = accounts.find(({ name, uid }) => name === wanted && uid !== 0)
      if (account) runners.push(...asUser(account))
    }
  }
  return runners
}

/**
 * A user namespace in which we bear an unprivileged user's number: PostgreSQL sees no root, the kernel still sees
 * us, so folders that only we may enter work. The number must have a name, for initdb.
 */
function inNamespace(owner: Owner): Runner[] {
  const accounts = readAccounts().filter((account) => account.uid !== 0)
  const account = accounts.find(({ name }) => name === 'nobody') ?? accounts[0]
  if (!account) return []
  const mapping = [`--map-user=${account.uid}`, `--map-group=${account.gid}`]
  return [{ described: 'in a user namespace', owner, prefix: ['unshare', '--user', ...mapping, '--'] }]
}

/**
 * As another user; if that user cannot reach the folder (say, below /root), with the one capability that lets it.
 * no_setuid_fixup makes access(2), which PostgreSQL asks first, honour that capability.
 */
function asUser({ name, uid, gid }: Account): Runner[] {
  const become = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const capability = [
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ]
  const owner = { uid, gid }
  return [
    { described: `as user ${name}`, owner, uid, gid, prefix: [] },
    { described: `as user ${name} with dac_override`, owner, prefix: [...become, ...capability, '--'] },
  ]
}

function ownerOf(path: string): Owner | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}
