import type { Arrival, MessageArrival, ReceiptArrival } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import { errorText } from '../../kernel/errors.ts'
import type { Account } from '../inboxes/index.ts'
import { ignoredReason, reasonOf } from './causes.ts'
import type { ArrivalOutcome, WaitingArrival } from './queries.ts'
import { storable } from './storable.ts'

/** An arrival after its island has read it. */
export interface Parsed {
  arrival: WaitingArrival
  messages: MessageArrival[]
  receipts: ReceiptArrival[]
  outcome: ArrivalOutcome
}

const parsed = (
  arrival: WaitingArrival,
  state: ArrivalOutcome['state'],
  reason: string | null,
  arrivals: Arrival[] = [],
): Parsed => ({
  arrival,
  messages: arrivals.filter((item) => item.kind === 'message'),
  receipts: arrivals.filter((item) => item.kind === 'receipt'),
  outcome: { id: arrival.id, state, reason },
})

/** An arrival that is not understood, and stays where people can see it. */
export const quarantined = (arrival: WaitingArrival, reason: string): Parsed =>
  parsed(arrival, 'quarantined', reason)

/** Lets the inbox's island read what arrived. Whatever it throws says that the bytes can't be understood. */
export const readArrival = async (arrival: WaitingArrival, account: Account | undefined): Promise<Parsed> => {
  const channel = account && (await channels()).get(account.channel)
  if (!account || !channel) return quarantined(arrival, reasonOf('disconnected'))
  let arrivals: Arrival[]
  try {
    arrivals = storable(
      await channel.parse(arrival.raw, account, {
        ...(arrival.wanted ? { asMessage: true } : {}),
        ...(arrival.fullSize === null ? {} : { wholeSize: arrival.fullSize }),
      }),
    )
  } catch (error) {
    return quarantined(arrival, reasonOf('unreadable', errorText(error)))
  }
  const ignored = arrivals.find((item) => item.kind === 'ignored')
  const useful = arrivals.some((item) => item.kind !== 'ignored')
  return useful
    ? parsed(arrival, 'done', null, arrivals)
    : parsed(arrival, 'ignored', ignored ? ignoredReason('channel', ignored.reason) : ignoredReason('empty'))
}
