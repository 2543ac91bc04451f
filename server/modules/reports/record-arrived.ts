import type { Tx } from '../../kernel/db/index.ts'
import type { EventOf } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { PayloadOf } from './payload.ts'
import { appendInbound, appendOpened, appendWoken } from './queries/facts.ts'
import { refreshStanding } from './queries/standing.ts'
import type { conversationStarted, messageReceived } from '../conversations/index.ts'

/** Conversations that we began. */
export const recordStarted = (
  tx: Tx,
  events: readonly EventOf<PayloadOf<typeof conversationStarted>>[],
): Promise<void> =>
  appendOpened(
    tx,
    events.map(({ at, payload: { conversationId } }) => ({
      id: newId(),
      conversationId,
      messageId: null,
      origin: 'us',
      seenAt: at,
    })),
  )

/**
 * Customers' messages: the conversation that they open, themselves, and what they wake. A machine's message can open a
 * conversation, but it is nobody's word and wakes nothing. `orderOf` gives the id under which a move of the state is kept.
 */
export const recordReceived = async (
  tx: Tx,
  events: readonly EventOf<PayloadOf<typeof messageReceived>>[],
  orderOf: (eventId: string) => string,
): Promise<void> => {
  const opened = events.filter(({ payload }) => payload.opened)
  const written = events.filter(({ payload }) => !payload.automatic)
  const woken = events.filter(({ payload }) => payload.reopened)
  // Sent without waiting in between: the connection is pipelined and PostgreSQL keeps the order.
  await Promise.all([
    appendOpened(
      tx,
      opened.map(({ id, at, payload: { conversationId, messageId, automatic } }) => ({
        id: orderOf(id),
        conversationId,
        messageId,
        origin: automatic ? 'machine' : 'customer',
        seenAt: at,
      })),
    ),
    appendInbound(
      tx,
      written.map(({ payload }) => payload.messageId),
    ),
    appendWoken(
      tx,
      woken.map(({ id, at, payload: { conversationId, messageId } }) => ({
        id: orderOf(id),
        conversationId,
        messageId,
        at,
      })),
    ),
    refreshStanding(
      tx,
      woken.map(({ payload }) => payload.conversationId),
    ),
  ])
}
