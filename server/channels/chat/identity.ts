import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Refused } from './refuse.ts'
import type { ChatInbox } from './settings.ts'
import type { Visitor } from './visitor.ts'

/** Clocks of the shop's server and ours may differ by this much. */
const SKEW_SECONDS = 60
const MOST_ATTRIBUTES = 20

/** What a page hands over about its visitor: a signed user id, or a token of the shop's back end. */
export const identity = z.union([
  z.object({ token: z.string().min(1).max(4000) }),
  z.object({
    userId: z.coerce.string().min(1).max(200),
    hash: z.string().min(1).max(200),
    name: z.string().max(200).optional(),
    email: z.string().max(320).optional(),
  }),
])
export type Identity = z.infer<typeof identity>

const claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  exp: z.number(),
  nbf: z.number().optional(),
  name: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
  attributes: z
    .record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()]))
    .optional(),
})

/** A visitor as the shop vouches for them. */
export type Vouched = Pick<Visitor, 'name' | 'email' | 'emailProven' | 'attributes'> & { user: string }

/**
 * Checks what a page says about its visitor. `hash` is HMAC-SHA256 of the user id, hex; it covers the id alone. `token`
 * is a JWT (RFC 7519) signed by HS256 with `sub` and `exp`; everything in it is covered. Throws `Refused`.
 */
export const readIdentity = (inbox: ChatInbox, given: Identity, now = Date.now()): Vouched => {
  const secret = inbox.secrets.identity
  if (!secret) throw new Refused(403, 'chat.identity')
  if ('token' in given) return fromToken(secret, given.token, now)
  const wanted = createHmac('sha256', secret).update(given.userId).digest()
  if (!same(wanted, Buffer.from(given.hash, 'hex'))) throw new Refused(403, 'chat.identity')
  return { user: given.userId, name: given.name, email: given.email, emailProven: false, attributes: {} }
}

const fromToken = (secret: string, token: string, now: number): Vouched => {
  const parts = token.split('.')
  const [head = '', body = '', signature = ''] = parts
  // The algorithm is ours to choose: a token that names another one ("none") is not even computed.
  const { alg } = z.object({ alg: z.string() }).safeParse(decode(head)).data ?? {}
  const wanted = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  if (parts.length !== 3 || alg !== 'HS256' || !same(wanted, Buffer.from(signature, 'base64url'))) {
    throw new Refused(403, 'chat.identity')
  }
  const read = claims.safeParse(decode(body)).data
  const seconds = now / 1000
  if (!read || read.exp + SKEW_SECONDS < seconds || (read.nbf ?? 0) - SKEW_SECONDS > seconds) {
    throw new Refused(403, 'chat.identity')
  }
  const attributes = Object.entries(read.attributes ?? {}).slice(0, MOST_ATTRIBUTES)
  return {
    user: read.sub,
    name: read.name,
    email: read.email,
    emailProven: read.email !== undefined,
    attributes: Object.fromEntries(attributes.map(([key, value]) => [key, String(value)])),
  }
}

const same = (wanted: Buffer, given: Buffer): boolean =>
  wanted.length === given.length && timingSafeEqual(wanted, given)

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
