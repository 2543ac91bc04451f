import type { Tx } from '../../kernel/db/index.ts'
import { listenTo, type EventOf, type EventType } from '../../kernel/events/index.ts'
import {
  conversationChanged,
  conversationMerged,
  conversationSplit,
  conversationStarted,
  conversationUnmerged,
  conversationWithdrawn,
  messageReceived,
  receiptChanged,
} from '../conversations/index.ts'
import { appendInbound, appendOpened } from './queries/arrived.ts'
import { changesAt } from './queries/changes.ts'
import { followCustomers, forgetFacts } from './queries/facts.ts'
import { standingAmong } from './queries/history.ts'
import { measure } from './rebuild-facts.ts'
import { recordChanged } from './record-changed.ts'
import { recordSent } from './record-sent.ts'

// What moves a message of ours to where it has left, or back: the states in between measure nothing.
const TOLD = new Set(['sent', 'delivered', 'read', 'failed', 'bounced'])
const MEASURED = new Set(['status', 'assigned', 'team'])

const only = <Payload>(events: readonly EventOf<unknown>[], type: EventType<Payload>): EventOf<Payload>[] =>
  events.filter((event) => event.name === type.eventName) as EventOf<Payload>[]

/**
 * Measures a batch of events, whatever their number, in a few statements. Events only say where to look: what is
 * measured is read from the conversations themselves, so that facts rebuilt from history are the same.
 */
const record = async (tx: Tx, events: EventOf<unknown>[]): Promise<void> => {
  const received = only(events, messageReceived)
  const opened = [...only(events, conversationStarted), ...received.filter(({ payload }) => payload.opened)]
  const moved = [
    ...received.filter(({ payload }) => payload.reopened),
    ...only(events, conversationChanged).filter(({ payload }) =>
      payload.changes.some(({ kind }) => MEASURED.has(kind)),
    ),
  ]
  await Promise.all([
    appendOpened(
      tx,
      opened.map(({ payload }) => payload.conversationId),
    ),
    appendInbound(
      tx,
      received.filter(({ payload }) => !payload.automatic).map(({ payload }) => payload.messageId),
    ),
  ])
  if (moved.length > 0)
    await recordChanged(
      tx,
      await changesAt(
        tx,
        moved.map(({ at, payload }) => ({ at, conversationId: payload.conversationId })),
      ),
    )
  const told = only(events, receiptChanged).filter(({ payload }) => TOLD.has(payload.receipt))
  await recordSent(
    tx,
    told.map(({ payload }) => payload),
  )
  const handed = only(events, conversationChanged).filter(({ payload }) =>
    payload.changes.some(({ kind }) => kind === 'customer'),
  )
  if (handed.length > 0)
    await followCustomers(
      tx,
      handed.map(({ payload }) => payload.conversationId),
    )
  // It never was.
  await forgetFacts(
    tx,
    only(events, conversationWithdrawn).map(({ payload }) => payload.conversationId),
  )
  await measureLinked(tx, events)
}

/** What was merged is measured as one; what was split, or stands alone again, each by itself. */
const measureLinked = async (tx: Tx, events: readonly EventOf<unknown>[]): Promise<void> => {
  const ids = [
    ...[...only(events, conversationMerged), ...only(events, conversationUnmerged)].flatMap(({ payload }) => [
      payload.conversationId,
      payload.fromId,
    ]),
    ...only(events, conversationSplit).flatMap(({ payload }) => [payload.conversationId, payload.intoId]),
  ]
  if (ids.length === 0) return
  await forgetFacts(tx, ids)
  const standing = await standingAmong(tx, [...new Set(ids)])
  if (standing.length > 0) await measure(tx, standing)
}

/** Everything that is measured when it happens. */
export const onEvents = listenTo(
  'reports',
  [
    conversationStarted,
    messageReceived,
    conversationChanged,
    receiptChanged,
    conversationWithdrawn,
    conversationMerged,
    conversationUnmerged,
    conversationSplit,
  ],
  record,
)
