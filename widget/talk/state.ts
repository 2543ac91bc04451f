import type { Link } from './connection.ts'
import type { Outgoing } from './outbox.ts'
import type { Opened, TalkSettings, WireMessage } from './wire.ts'

/** Everything that the window shows. A new object with every change. */
export interface TalkState {
  phase: 'loading' | 'ready' | 'failed'
  /** Why the window can't be used, in words; empty when there was simply no answer. */
  trouble: string
  settings: TalkSettings | undefined
  visitor: Opened['visitor'] | undefined
  messages: readonly WireMessage[]
  /** There are more before them. */
  earlier: boolean
  outgoing: readonly Outgoing[]
  /** Who of the shop is writing. */
  typing: string | undefined
  link: Link
  unread: number
  /** What the visitor told about themselves. */
  name: string
  email: string
}

/** Before anything is known. */
export const nothingYet: TalkState = {
  phase: 'loading',
  trouble: '',
  settings: undefined,
  visitor: undefined,
  messages: [],
  earlier: false,
  outgoing: [],
  typing: undefined,
  link: 'polling',
  unread: 0,
  name: '',
  email: '',
}

/** Puts news into a thread: each message once, in the order in which they were written. Gives those that are new, too. */
export const mergeMessages = (
  known: readonly WireMessage[],
  news: readonly WireMessage[],
): { messages: WireMessage[]; fresh: WireMessage[] } => {
  const byId = new Map(known.map((message) => [message.id, message]))
  const fresh = news.filter((message) => !byId.has(message.id))
  for (const message of news) byId.set(message.id, message)
  const messages = [...byId.values()].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
  return { messages, fresh }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** An id that nobody else makes. `randomUUID` is only there on pages with TLS. */
export const newKey = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
