import type { Message } from '../../../api/types.ts'

/**
 * What others answered since one began to write: replies of colleagues or machines after the message that was the
 * newest then. What the customer adds is no reason to stop.
 */
export function answersSince(
  messages: readonly Message[],
  baseId: string | undefined,
  agentId: string,
): Message[] {
  const base = messages.findIndex((message) => message.id === baseId)
  if (base < 0) return []
  return messages
    .slice(base + 1)
    .filter(
      (message) =>
        message.kind === 'outbound' && message.author.id !== agentId && message.receipt !== 'cancelled',
    )
}

/**
 * The newest message that the writer has surely seen: the newest of all, or the last one before somebody else's
 * answer that came while they wrote. The server refuses an answer that was written past a newer one.
 */
export function newestSeen(
  messages: readonly Message[],
  baseId: string | undefined,
  agentId: string,
): string | undefined {
  const [first] = answersSince(messages, baseId, agentId)
  if (!first) return messages.at(-1)?.id
  return messages[messages.indexOf(first) - 1]?.id
}
