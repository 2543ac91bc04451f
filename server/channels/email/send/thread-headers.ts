import type { OutgoingMessage } from '../../channel.ts'

/** Enough for every program to find its thread; some servers refuse header lines without end. */
const mostReferences = 20
const longest = 250

/** True for keys that are Message-IDs: threads of other channels have keys of other kinds. */
const isMessageId = (key: string): boolean => key.length <= longest && /^[^\s<>@]+@[^\s<>@]+$/.test(key)

/** Headers that tell a mail program where a message belongs. Values with their brackets. */
export interface ThreadHeaders {
  inReplyTo?: string
  references?: string[]
}

/**
 * In-Reply-To and References (RFC 5322, 3.6.4): the first mail of the thread, the newest ones, and last the one
 * that is answered.
 */
export const threadHeaders = ({ thread }: Pick<OutgoingMessage, 'thread'>): ThreadHeaders => {
  const answered = thread.answers !== undefined && isMessageId(thread.answers) ? thread.answers : undefined
  const ids = [...new Set(thread.keys.filter(isMessageId))].filter((id) => id !== answered)
  if (answered) ids.push(answered)
  const first = ids[0]
  if (first === undefined) return {}
  const kept = ids.length <= mostReferences ? ids : [first, ...ids.slice(1 - mostReferences)]
  const last = kept.at(-1) ?? first
  return { inReplyTo: `<${answered ?? last}>`, references: kept.map((id) => `<${id}>`) }
}
