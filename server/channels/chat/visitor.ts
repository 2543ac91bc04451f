import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ThreadScreen } from '../channel.ts'
import type { ChatInbox } from './settings.ts'

/** Who sits in front of a chat window. `id` is ours and public; `user` is the shop's id of a signed visitor. */
export interface Visitor {
  id: string
  user: string | undefined
  name: string | undefined
  email: string | undefined
  /** The shop's signature covers the mail address, too. */
  emailProven: boolean
  /** What the shop's signature says besides: shown with the messages. */
  attributes: Record<string, string>
}

/** How long a signed visitor's session lasts; then the page signs in again. */
const SIGNED_MS = 24 * 3600 * 1000

const anonymous = z.object({ r: z.string().min(16).max(64) })
const signed = z.object({
  u: z.string().min(1).max(200),
  n: z.string().max(200).optional(),
  m: z.string().max(320).optional(),
  p: z.boolean().default(false),
  a: z.record(z.string(), z.string()).default({}),
  e: z.number(),
})
const payload = z.union([signed, anonymous])

const mac = (inbox: ChatInbox, text: string): Buffer =>
  createHmac('sha256', inbox.secrets.session).update(`session:${inbox.id}:${text}`).digest().subarray(0, 18)

const seal = (inbox: ChatInbox, content: z.input<typeof payload>): string => {
  const text = Buffer.from(JSON.stringify(content)).toString('base64url')
  return `${text}.${mac(inbox, text).toString('base64url')}`
}

/** A session for somebody new: 144 random bits that only their browser and our signature know. */
export const newSession = (inbox: ChatInbox): string =>
  seal(inbox, { r: randomBytes(18).toString('base64url') })

/** A session for a visitor whom the shop signed; it ends after a day. */
export const signedSession = (
  inbox: ChatInbox,
  who: Pick<Visitor, 'name' | 'email' | 'emailProven' | 'attributes'> & { user: string },
  now = Date.now(),
): string =>
  seal(inbox, {
    u: who.user,
    n: who.name,
    m: who.email,
    p: who.emailProven,
    a: who.attributes,
    e: now + SIGNED_MS,
  })

/** The visitor behind a session; undefined when we did not make it, or when it has ended. */
export const visitorOf = (inbox: ChatInbox, session: string, now = Date.now()): Visitor | undefined => {
  const [text = '', signature = ''] = session.length > 4000 ? [] : session.split('.')
  const given = Buffer.from(signature, 'base64url')
  const wanted = mac(inbox, text)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  const content = payload.safeParse(parse(text)).data
  if (!content) return undefined
  if ('r' in content) return { ...nobody, id: publicId(`visitor:${content.r}`) }
  if (content.e < now) return undefined
  return {
    id: publicId(`user:${content.u}`),
    user: content.u,
    name: content.n,
    email: content.m,
    emailProven: content.p,
    attributes: content.a,
  }
}

const nobody = { user: undefined, name: undefined, email: undefined, emailProven: false, attributes: {} }

/** The session itself is a key; agents and logs only ever see this hash of it. */
const publicId = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url').slice(0, 22)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Key of a visitor's thread, and the topic of their screens. */
export const threadKeyOf = (visitor: Pick<Visitor, 'id'>): string => `visitor:${visitor.id}`

/** What a visitor's screens may show of that thread: of mail only what their proven address wrote and got. */
export const screenOf = (visitor: Visitor): ThreadScreen => ({
  threadKey: threadKeyOf(visitor),
  ...(visitor.emailProven && visitor.email !== undefined ? { provenEmail: visitor.email } : {}),
})

/** The visitor's id in a thread key; undefined for keys of other channels. */
export const visitorIdIn = (threadKey: string): string | undefined =>
  threadKey.startsWith('visitor:') ? threadKey.slice('visitor:'.length) : undefined
