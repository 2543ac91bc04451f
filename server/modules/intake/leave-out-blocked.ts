import type { MessageArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { EMAIL } from '../customers/index.ts'
import { plainAddress } from '../inboxes/index.ts'
import { ignoredReason } from './causes.ts'
import { blockedAmong } from './queries/blocked.ts'
import type { Parsed } from './read-arrival.ts'

/** The addresses that a mail names as its senders, and their domains. */
const namesOf = ({ from, senders = [] }: MessageArrival): string[] =>
  [from[0], ...senders]
    .filter(({ kind }) => kind === EMAIL)
    .map(({ value }) => plainAddress(value))
    .flatMap((address) => [address, address.slice(address.lastIndexOf('@'))])

/**
 * Leaves out messages of blocked senders: their arrivals are ignored with that as the reason, unless somebody wants one
 * all the same. What a channel proved a person to have written is left alone. One statement for a batch that holds mail.
 */
export const leaveOutBlocked = async (tx: Tx, parsed: readonly Parsed[]): Promise<Parsed[]> => {
  const names = new Map(
    parsed
      .filter(({ arrival }) => !arrival.wanted)
      .map((one) => [one, one.messages.filter(({ verified }) => !verified).flatMap(namesOf)]),
  )
  const all = [...new Set([...names.values()].flat())]
  if (all.length === 0) return [...parsed]
  const blocked = await blockedAmong(tx, all)
  if (blocked.size === 0) return [...parsed]
  return parsed.map((one) =>
    names.get(one)?.some((name) => blocked.has(name))
      ? {
          ...one,
          messages: [],
          receipts: [],
          outcome: { id: one.arrival.id, state: 'ignored', reason: ignoredReason('blocked') },
        }
      : one,
  )
}
