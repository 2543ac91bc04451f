import { type Account, domainOf, mailboxOf } from '../account.ts'
import { sameAddress } from './addresses.ts'
import type { Headers } from './headers.ts'

/** A group of Google's or Microsoft's that forwards the shop's own address names itself as a list; that is no newsletter. */
const isOwnGroup = (headers: Headers, account: Account): boolean => {
  const { address } = account.settings
  // RFC 2919: the id is what stands last, in angle brackets, and has at most 255 characters.
  const words = headers
    .first('list-id')
    .slice(-500)
    .split(/[<>\s]+/)
  return words.findLast((word) => word !== '')?.toLowerCase() === `${mailboxOf(address)}.${domainOf(address)}`
}

/**
 * Why a mail was sent by a machine, or undefined for a person's. Such mail is never answered automatically and
 * never reopens a conversation. `from` is the address that an answer would go to.
 */
export const whyAutomatic = (headers: Headers, account: Account, from: string): string | undefined => {
  const submitted = headers.first('auto-submitted').toLowerCase()
  if (submitted !== '' && !submitted.startsWith('no')) return 'Auto-Submitted'
  const own = isOwnGroup(headers, account)
  const precedence = headers.first('precedence').toLowerCase()
  if (/^(?:bulk|junk|auto_reply)/.test(precedence) || (precedence.startsWith('list') && !own))
    return 'Precedence'
  if (headers.has('x-autoreply') || headers.has('x-autorespond') || headers.has('x-auto-reply'))
    return 'X-Autoreply'
  if (/all|oof|autoreply/i.test(headers.first('x-auto-response-suppress'))) return 'X-Auto-Response-Suppress'
  if (headers.all('return-path').some((path) => path.replaceAll(/\s/g, '') === '<>')) return 'Return-Path'
  if (headers.has('list-id') && !own) return 'List-Id'
  if (headers.has('feedback-id') && headers.has('list-unsubscribe')) return 'List-Unsubscribe'
  if (headers.all('x-loop').some((loop) => sameAddress(loop, account.settings.address))) return 'X-Loop'
  if (/^(?:no-?reply|do-?not-?reply)@/i.test(from) || /mailer-daemon|postmaster@/i.test(headers.text('from')))
    return 'From'
  return sameAddress(from, account.settings.address) ? 'own address' : undefined
}
