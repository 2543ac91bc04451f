import type { Conditions } from '../../kernel/conditions/index.ts'
import { listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
import { teamDeleted } from '../agents/index.ts'
import {
  conversationMerged,
  conversationsNamed,
  conversationSplit,
  conversationUnmerged,
} from '../conversations/index.ts'
import { customerChanged } from '../customers/index.ts'
import { calendarsChanged } from '../hours/index.ts'
import { timeZoneChanged } from '../workspace/index.ts'
import { MOVING, promisesMoved, type Moved } from './events.ts'
import { resettle, settleNext } from './settle-all.ts'
import { settleClocks, type Happened } from './settle-clocks.ts'

const RELINKED: ReadonlySet<string> = new Set(
  [conversationMerged, conversationUnmerged, conversationSplit].map(({ eventName }) => eventName),
)

const happenedIn = (events: readonly EventOf<unknown>[]): Happened => {
  const conversations = new Map<string, Date>()
  const [relinked, customerIds] = [new Set<string>(), new Set<string>()]
  const since = (id: string, at: Date): void => {
    const known = conversations.get(id)
    if (!known || at < known) conversations.set(id, at)
  }
  for (const { name, payload, at } of events) {
    const ids = conversationsNamed(payload)
    for (const id of ids) since(id, at)
    if (RELINKED.has(name)) {
      // What was said in one of them may stand in the other now.
      const moments = ids.flatMap((id) => conversations.get(id)?.getTime() ?? [])
      for (const id of ids) since(id, new Date(Math.min(...moments)))
      for (const id of ids) relinked.add(id)
    }
    if (name === customerChanged.eventName) customerIds.add((payload as { customerId: string }).customerId)
  }
  const moved = events.some(({ name }) => name === promisesMoved.eventName)
  return { conversations, relinked: [...relinked], customerIds: [...customerIds], moved }
}

/** Starts, stops and ends clocks: with the removal of the events that say so, so that none is missed or counted twice. */
export const keepClocks = (conditions: Conditions): Listener =>
  listenTo('sla', MOVING, async (tx, events) => {
    await settleClocks(tx, conditions, happenedIn(events))
    for (const { name, payload } of events)
      if (name === promisesMoved.eventName) settleNext(tx, payload as Moved)
  })

/** Other policies may fit, or another calendar holds, without anything that happened in a conversation. */
export const resettleAll = listenTo('sla', [teamDeleted, calendarsChanged, timeZoneChanged], async (tx) =>
  resettle(tx),
)
