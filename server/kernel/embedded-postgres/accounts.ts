import { readFileSync } from 'node:fs'

/** A user of this system. */
export type Account = { name: string; uid: number; gid: number }

/** The users in /etc/passwd; empty where it cannot be read. */
export function readAccounts(): Account[] {
  let text: string
  try {
    text = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':')
    const account = { name, uid: Number(uid), gid: Number(gid) }
    const whole = name !== '' && uid !== undefined && uid !== '' && gid !== undefined && gid !== ''
    return whole && Number.isSafeInteger(account.uid) && Number.isSafeInteger(account.gid) ? [account] : []
  })
}
