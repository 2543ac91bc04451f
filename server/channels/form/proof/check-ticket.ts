import { Refused } from '../refuse.ts'
import type { FormInbox } from '../settings.ts'
import { isSolved } from './puzzle.ts'
import { readToken, type Challenge } from './token.ts'

/** What a page sends to show that somebody sat in front of it; `trap` is the field that people don't see. */
export interface Ticket {
  token: string
  proof: string
  trap: string
}

/**
 * Checks that somebody on our page sent it. `withScript`: the page's script did its work; false for a browser without
 * JavaScript, where the form takes those. Throws `Refused`.
 */
export const checkTicket = (
  inbox: FormInbox,
  { token, proof, trap }: Ticket,
): { challenge: Challenge; withScript: boolean } => {
  const { minimumSeconds, withoutScript } = inbox.settings.protection
  // Told, not swallowed: a browser may have filled it in for a person.
  if (trap.trim() !== '') throw new Refused(400, 'form.trap')
  const challenge = readToken(inbox, token)
  if (challenge === 'invalid' || challenge === 'expired') throw new Refused(409, 'form.expired')
  if (Date.now() - challenge.issuedAt < minimumSeconds * 1000) throw new Refused(409, 'form.too-fast')
  if (proof !== '') {
    if (isSolved(token, proof, challenge.bits)) return { challenge, withScript: true }
    throw new Refused(409, 'form.proof')
  }
  if (withoutScript) return { challenge, withScript: false }
  throw new Refused(403, 'form.needs-script')
}
