import type { Tx } from '../../kernel/db/index.ts'
import { readCalendars, type Calendars } from '../hours/index.ts'
import { durations } from './durations.ts'
import type { ChangeRow } from './queries/changes.ts'
import { appendFacts, type Fact } from './queries/facts.ts'
import { refreshStanding } from './queries/standing.ts'

const handedOn = ({ from, to }: ChangeRow): 'assigned' | 'unassigned' | 'transferred' =>
  from === null ? 'assigned' : to === null ? 'unassigned' : 'transferred'

/** The fact of a change has the change's own id, so that a listener that runs again adds nothing. */
const factOf = (change: ChangeRow, rest: Pick<Fact, 'kind'> & Partial<Fact>): Fact => {
  const { id, at, conversationId, customerId, inboxId, teamId, agentId, origin, actor } = change
  const place = { conversationId, customerId, inboxId, teamId, agentId, origin }
  const blank = { messageId: null, fromState: null, toState: null, value: null, businessValue: null }
  return { id, at, actor, ...place, ...blank, ...rest }
}

const statusFact = (change: ChangeRow, calendars: Calendars): Fact => {
  const states = { fromState: change.from, toState: change.to }
  if (change.to !== 'resolved')
    return factOf(change, { ...states, kind: change.from === 'resolved' ? 'reopened' : 'status' })
  const resolver = change.actor === 'agent' ? change.actorId : null
  return factOf(change, {
    ...states,
    kind: 'resolved',
    agentId: change.agentId ?? resolver,
    ...durations(calendars.of(change), change.openedAt, change.at),
  })
}

const toFact = (change: ChangeRow, calendars: Calendars): Fact => {
  if (change.kind === 'status') return statusFact(change, calendars)
  if (change.kind === 'assigned') return factOf(change, { kind: handedOn(change), agentId: change.to })
  return factOf(change, { kind: `team-${handedOn(change)}`, teamId: change.to })
}

/**
 * Changes of status and hands: resolved with its time since the opening, reopened, passed on. Whoever held the
 * conversation resolved it; if nobody did, the person who pressed the button.
 */
export const recordChanged = async (tx: Tx, changes: readonly ChangeRow[]): Promise<void> => {
  if (changes.length === 0) return
  const calendars = await readCalendars(tx)
  const facts = changes.map((change) => toFact(change, calendars))
  const ended = facts.filter(({ kind }) => kind === 'resolved' || kind === 'reopened')
  // Sent without waiting in between: the connection is pipelined and PostgreSQL keeps the order.
  await Promise.all([
    appendFacts(tx, facts),
    refreshStanding(tx, [...new Set(ended.map(({ conversationId }) => conversationId))]),
  ])
}
