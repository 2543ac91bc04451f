import type { Tx } from '../../kernel/db/index.ts'
import { readCalendars, type Calendars } from '../hours/index.ts'
import { durations } from './durations.ts'
import { appendFacts, removeFacts, type Fact } from './queries/facts.ts'
import { changedResponses, syncOutbound, type Response } from './queries/sent.ts'
import { recountStanding } from './queries/standing.ts'

const toFact = ({ openedAt, messageId, ...response }: Response, calendars: Calendars): Fact[] =>
  messageId === null
    ? []
    : [
        {
          ...response,
          ...durations(calendars.of(response), openedAt, response.at),
          id: messageId,
          kind: 'first-response',
          messageId,
          origin: 'customer',
          actor: 'agent',
          fromState: null,
          toState: null,
        },
      ]

/** A message of ours of which something was told. */
export interface Told {
  messageId: string
  conversationId: string
}

/**
 * Messages of people that left, or that turned out not to have arrived: how much was said, and the first response to a
 * customer who opened the conversation, which is the earliest one that stands. What was taken back or never left is no
 * fact; what is sent again was sent before.
 */
export const recordSent = async (tx: Tx, messages: readonly Told[]): Promise<void> => {
  if (messages.length === 0) return
  const messageIds = [...new Set(messages.map(({ messageId }) => messageId))]
  const conversationIds = [...new Set(messages.map(({ conversationId }) => conversationId))]
  const [, responses] = await Promise.all([
    syncOutbound(tx, messageIds),
    changedResponses(tx, conversationIds),
    recountStanding(tx, conversationIds),
  ])
  if (responses.length === 0) return
  const calendars = await readCalendars(tx)
  await Promise.all([
    removeFacts(
      tx,
      responses.map(({ conversationId }) => conversationId),
      'first-response',
    ),
    appendFacts(
      tx,
      responses.flatMap((response) => toFact(response, calendars)),
    ),
  ])
}
