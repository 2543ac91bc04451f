import type { Tx } from '../../kernel/db/index.ts'
import type { EventOf } from '../../kernel/events/index.ts'
import type { conversationChanged } from '../conversations/index.ts'
import { defaultCalendar, type Calendar } from '../hours/index.ts'
import { durations, factOf } from './measure.ts'
import type { PayloadOf } from './payload.ts'
import { appendFacts, standings, type Fact, type Standing } from './queries/facts.ts'
import { refreshStanding } from './queries/standing.ts'

type Changed = EventOf<PayloadOf<typeof conversationChanged>>
type Change = Changed['payload']['changes'][number]

const MEASURED = new Set(['status', 'assigned', 'team'])

const handedOn = ({ from, to }: Change): string =>
  from === null ? 'assigned' : to === null ? 'unassigned' : 'transferred'

const statusFact = (
  { id, at, payload }: Changed,
  { from, to }: Change,
  standing: Standing,
  calendar: Calendar | undefined,
  orderOf: (eventId: string) => string,
): Fact => {
  const moved = { id: orderOf(id), at, fromState: from, toState: to }
  if (to !== 'resolved')
    return factOf(standing, { ...moved, kind: from === 'resolved' ? 'reopened' : 'status' })
  const resolver = payload.actorKind === 'agent' ? payload.actorId : null
  return factOf(standing, {
    ...moved,
    kind: 'resolved',
    agentId: standing.agentId ?? resolver,
    ...(calendar ? durations(calendar, standing.openedAt, at) : {}),
  })
}

/**
 * Changes of status and hands: resolved with its time since the opening, reopened, passed on. Whoever held the
 * conversation resolved it; if nobody did, the person who pressed the button.
 */
export const recordChanged = async (
  tx: Tx,
  events: readonly Changed[],
  orderOf: (eventId: string) => string,
): Promise<void> => {
  const measured = events.filter(({ payload }) => payload.changes.some(({ kind }) => MEASURED.has(kind)))
  if (measured.length === 0) return
  const ids = [...new Set(measured.map(({ payload }) => payload.conversationId))]
  const byId = new Map((await standings(tx, ids)).map((standing) => [standing.conversationId, standing]))
  const resolves = measured.some(({ payload }) => payload.changes.some(({ to }) => to === 'resolved'))
  const calendar = resolves ? await defaultCalendar(tx) : undefined
  const facts = measured.flatMap((event) => {
    const standing = byId.get(event.payload.conversationId)
    if (!standing) return []
    return event.payload.changes.flatMap((change): Fact[] => {
      if (change.kind === 'status') return [statusFact(event, change, standing, calendar, orderOf)]
      if (change.kind === 'assigned')
        return [factOf(standing, { kind: handedOn(change), at: event.at, agentId: change.to })]
      if (change.kind === 'team')
        return [factOf(standing, { kind: `team-${handedOn(change)}`, at: event.at, teamId: change.to })]
      return []
    })
  })
  const moved = facts.filter(({ kind }) => kind === 'resolved' || kind === 'reopened')
  await Promise.all([
    appendFacts(tx, facts),
    refreshStanding(tx, [...new Set(moved.map(({ conversationId }) => conversationId))]),
  ])
}
