import type { Message } from '../../../api/types.ts'

/** What the writer of an answer has seen, by ids of messages. */
export interface Seen {
  /** The newest when one began to write. */
  since: string | undefined
  /** From which on the customer's messages count; undefined where none does. */
  customersSince: string | undefined
  agentId: string
  /** Messages for which an answer was refused: they count in any case. */
  namedIds?: readonly string[]
}

/**
 * What was said while one wrote, and may have to be taken up: answers of others, and what the customer added. What goes
 * by itself, notes, and what was taken back are none.
 */
export function saidSince(
  messages: readonly Message[],
  { since, customersSince, agentId, namedIds = [] }: Seen,
): Message[] {
  const placeOf = (id: string | undefined) => messages.findIndex((message) => message.id === id)
  const [base, theirs] = [placeOf(since), placeOf(customersSince)]
  return messages.filter((message, at) => {
    if (namedIds.includes(message.id)) return true
    if (message.automatic || message.receipt === 'cancelled') return false
    if (message.kind === 'inbound') return theirs >= 0 && at > theirs
    return message.kind === 'outbound' && base >= 0 && at > base && message.author.id !== agentId
  })
}
