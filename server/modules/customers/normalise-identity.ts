import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'

/** Kind of mail addresses. */
export const EMAIL = 'email' // not-a-channel: the kind of an address, whichever channel it came by
/** Kind of telephone numbers. */
export const PHONE = 'phone' // not-a-channel: the kind of an address, whichever channel it came by

/** Keys are indexed, and an index row of PostgreSQL's holds some 2,700 bytes. */
const LONGEST_KEY = 500

/** An address as given, with the key under which it is the same as others. */
export interface NormalIdentity {
  kind: string
  value: string
  valueKey: string
}

/**
 * Makes an address comparable. E-mail: NFKC, lower case, the domain in its ASCII form; what follows a plus stays.
 * Phone: digits, Japanese national numbers as E.164 (+81). Other kinds as they are.
 */
export const normaliseIdentity = (kind: string, value: string): NormalIdentity => {
  const shown = value
    .replaceAll('\0', '')
    .normalize(kind === EMAIL || kind === PHONE ? 'NFKC' : 'NFC')
    .trim()
  const key = keyOf(kind, shown)
  return {
    kind,
    value: shown,
    valueKey: key.length > LONGEST_KEY ? `sha256:${createHash('sha256').update(key).digest('hex')}` : key,
  }
}

/** Names an address that was made comparable, whatever its kind. */
export const identityKey = ({ kind, valueKey }: Pick<NormalIdentity, 'kind' | 'valueKey'>): string =>
  `${kind} ${valueKey}`

/** The same for an address as it was given. */
export const addressKey = ({ kind, value }: Pick<NormalIdentity, 'kind' | 'value'>): string =>
  identityKey(normaliseIdentity(kind, value))

const keyOf = (kind: string, value: string): string => {
  if (kind === EMAIL) return mailKey(value)
  if (kind === PHONE) return phoneKey(value)
  return value
}

const mailKey = (value: string): string => {
  const at = value.lastIndexOf('@')
  if (at < 0) return value.toLowerCase()
  const domain = value.slice(at + 1)
  return `${value.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase()
}

const phoneKey = (value: string): string => {
  const digits = value.replace(/\D/g, '')
  if (digits.length < 3) return value.toLowerCase()
  // +81 (0)90…: the national zero is often left inside an international number.
  const international = value.startsWith('+')
    ? digits
    : /^0081(?=\d{9})/.test(digits)
      ? digits.slice(2)
      : undefined
  if (international !== undefined) return `+${international.replace(/^810/, '81')}`
  return /^0\d{9,10}$/.test(digits) ? `+81${digits.slice(1)}` : digits
}

/** A Japanese number's national form (09012345678); undefined for others. Takes a key of `normaliseIdentity`. */
export const nationalNumber = (key: string): string | undefined =>
  key.startsWith('+81') ? `0${key.slice(3)}` : undefined
