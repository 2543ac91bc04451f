import { businessSeconds, type Calendar } from '../hours/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Departed, Fact, Standing } from './queries/facts.ts'

// The longest time for which a reply can be taken back (`workspaces.undo_seconds`).
const LONGEST_UNDO_MS = 60_000

/**
 * When a person answered: when they pressed send. A message that was told to leave later answers when it is due;
 * the undo time alone is no delay of theirs.
 */
export const answeredAt = ({ writtenAt, sendAt }: Pick<Departed, 'writtenAt' | 'sendAt'>): Date =>
  sendAt && sendAt.getTime() - writtenAt.getTime() > LONGEST_UNDO_MS ? sendAt : writtenAt

/** Seconds from one moment to another, by the calendar and by business hours; 0 if the second is earlier. */
export const durations = (
  calendar: Calendar,
  from: Date,
  to: Date,
): Pick<Fact, 'value' | 'businessValue'> => ({
  value: Math.max(0, to.getTime() - from.getTime()) / 1000,
  businessValue: businessSeconds(calendar, from, to),
})

/** A fact of a conversation: everything that is not given follows from where it stands. */
export const factOf = (standing: Standing, fact: Pick<Fact, 'kind' | 'at'> & Partial<Fact>): Fact => ({
  id: newId(),
  conversationId: standing.conversationId,
  messageId: null,
  customerId: standing.customerId,
  inboxId: standing.inboxId,
  teamId: standing.teamId,
  agentId: standing.agentId,
  origin: standing.origin,
  fromState: null,
  toState: null,
  value: null,
  businessValue: null,
  ...fact,
})
