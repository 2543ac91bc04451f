import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { FormInbox } from '../settings.ts'

/** How long a page may stay open before its token is renewed. */
export const LIFE_MS = 24 * 3600 * 1000
/** Clocks of several processes may differ by this much. */
const SKEW_MS = 60_000

const content = z.object({
  n: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  i: z.number().int(),
  b: z.number().int().min(0).max(40),
})

/** What a page was given: `nonce` is the inquiry's id, `bits` the work that its browser does. */
export interface Challenge {
  nonce: string
  issuedAt: number
  bits: number
}

const mac = (inbox: FormInbox, text: string): Buffer =>
  createHmac('sha256', inbox.secrets.signing).update(`page:${inbox.id}:${text}`).digest().subarray(0, 18)

/** A token for one inquiry: signed, so that neither its moment nor its difficulty can be chosen by the sender. */
export const issueToken = (inbox: FormInbox, bits: number, now = Date.now()): string => {
  const fresh = { n: randomBytes(16).toString('base64url'), i: now, b: bits } satisfies z.infer<
    typeof content
  >
  const text = Buffer.from(JSON.stringify(fresh)).toString('base64url')
  return `${text}.${mac(inbox, text).toString('base64url')}`
}

/** What a token says; `invalid` when we did not make it for this form, `expired` when its page is too old. */
export const readToken = (
  inbox: FormInbox,
  token: string,
  now = Date.now(),
): Challenge | 'invalid' | 'expired' => {
  const [text = '', signature = ''] = token.length > 400 ? [] : token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const wanted = mac(inbox, text)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'invalid'
  const {
    n: nonce,
    i: issuedAt,
    b: bits,
  } = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  if (issuedAt > now + SKEW_MS) return 'invalid'
  return issuedAt + LIFE_MS < now ? 'expired' : { nonce, issuedAt, bits }
}

// No 0 and O, 1, I and L: codes are read out over the telephone.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** The code that the customer sees at once, like `7K3Q-9MXA`; it tells nothing about the token. */
export const codeOf = (nonce: string): string => {
  const bytes = createHash('sha256').update(`code:${nonce}`).digest().subarray(0, 8)
  const code = [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
