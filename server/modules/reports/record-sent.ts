import type { Tx } from '../../kernel/db/index.ts'
import type { EventOf } from '../../kernel/events/index.ts'
import type { receiptChanged } from '../conversations/index.ts'
import { defaultCalendar } from '../hours/index.ts'
import { answeredAt, durations, factOf } from './measure.ts'
import type { PayloadOf } from './payload.ts'
import { appendFacts, appendOutbound, departed } from './queries/facts.ts'
import { recountStanding } from './queries/standing.ts'

// A channel that reports only the delivery proves with it that the message left.
const LEFT = new Set(['sent', 'delivered', 'read'])

/**
 * Messages that really left: what people wrote, once each, and the first response to a customer who opened the
 * conversation. What was taken back or never left is no fact; what is sent again was sent before.
 */
export const recordSent = async (
  tx: Tx,
  events: readonly EventOf<PayloadOf<typeof receiptChanged>>[],
): Promise<void> => {
  const left = events.filter(({ payload }) => LEFT.has(payload.receipt))
  if (left.length === 0) return
  const ids = [...new Set(left.map(({ payload }) => payload.messageId))]
  const byId = new Map((await departed(tx, ids)).map((message) => [message.messageId, message]))
  const messages = ids.flatMap((id) => byId.get(id) ?? [])
  if (messages.length === 0) return
  const answered = new Set(messages.filter((message) => message.answered).map((m) => m.conversationId))
  const calendar = await defaultCalendar(tx)
  const responses = messages.flatMap((message) => {
    if (message.origin !== 'customer' || answered.has(message.conversationId)) return []
    answered.add(message.conversationId)
    const at = answeredAt(message)
    return [
      factOf(message, {
        kind: 'first-response',
        at,
        messageId: message.messageId,
        agentId: message.authorId,
        ...durations(calendar, message.openedAt, at),
      }),
    ]
  })
  await Promise.all([
    appendOutbound(
      tx,
      messages.map((message) => ({ ...message, at: answeredAt(message), agentId: message.authorId })),
    ),
    appendFacts(tx, responses),
    recountStanding(
      tx,
      messages.map((message) => message.conversationId),
    ),
  ])
}
