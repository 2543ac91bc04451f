import type { Message } from '../../../api/types.ts'

/**
 * How many messages go when a conversation is split from one on: it and all newer ones that came with the same conversation.
 * Those are there, since the timeline is read from its newest end. `others`: newer ones came with another, and stay.
 */
export const fromOn = (
  all: readonly Pick<Message, 'id' | 'homeId'>[],
  first: Pick<Message, 'id' | 'homeId'>,
): { going: number; others: boolean } => {
  const from = all.filter(({ id }) => id >= first.id)
  const going = from.filter(({ homeId }) => homeId === first.homeId).length
  return { going, others: going < from.length }
}
