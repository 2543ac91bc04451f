import type { Arrival, MessageArrival, ReceiptArrival } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { errorText } from '../../kernel/errors.ts'
import { receiveMessages } from '../conversations/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { keepReceipts } from './keep-receipts.ts'
import {
  finishArrivals,
  lockWaiting,
  waitingArrivals,
  type ArrivalOutcome,
  type WaitingArrival,
} from './queries.ts'
import { toIncoming } from './to-incoming.ts'

const BATCH = 200
const BYTES = 24 * 1024 * 1024

/** An arrival after its island has read it. */
export interface Parsed {
  arrival: WaitingArrival
  messages: MessageArrival[]
  receipts: ReceiptArrival[]
  outcome: ArrivalOutcome
}

/** Understands and stores everything that waits in a workspace. Gives how many arrivals were worked off. */
export const processArrivals = async (db: WorkspaceDb): Promise<number> => {
  let total = 0
  for (;;) {
    const waiting = await waitingArrivals(db, BATCH, BYTES)
    if (waiting.length === 0) return total
    const parsed = await Promise.all(waiting.map((arrival) => parseArrival(db, arrival)))
    total += await storeBatch(db, parsed)
  }
}

const parseArrival = async (db: WorkspaceDb, arrival: WaitingArrival): Promise<Parsed> => {
  const result = (
    state: ArrivalOutcome['state'],
    reason: string | null,
    arrivals: Arrival[] = [],
  ): Parsed => ({
    arrival,
    messages: arrivals.filter((item) => item.kind === 'message'),
    receipts: arrivals.filter((item) => item.kind === 'receipt'),
    outcome: { id: arrival.id, state, reason },
  })
  try {
    const account = await inboxAccount(db, arrival.inboxId)
    const channel = account && (await channels()).get(account.channel)
    if (!account || !channel)
      return result('quarantined', 'The inbox that this came in through is not connected any more.')
    const arrivals = await channel.parse(arrival.raw, account)
    const ignored = arrivals.find((item) => item.kind === 'ignored')
    const useful = arrivals.some((item) => item.kind !== 'ignored')
    return useful
      ? result('done', null, arrivals)
      : result('ignored', ignored?.reason ?? 'There was nothing in it.')
  } catch (error) {
    return result('quarantined', `It can’t be read: ${errorText(error)}`)
  }
}

/** The whole batch in one transaction; when that fails, each one alone, and the failing one into quarantine. */
const storeBatch = async (db: WorkspaceDb, parsed: Parsed[]): Promise<number> => {
  try {
    return await db.tx((tx) => store(tx, parsed))
  } catch (error) {
    db.kernel.log.warn(
      { error: errorText(error), arrivals: parsed.length },
      'a batch of arrivals failed; storing them one by one',
    )
  }
  for (const one of parsed) {
    try {
      await db.tx((tx) => store(tx, [one]))
    } catch (error) {
      if (isOurs(error)) throw error
      db.kernel.log.error({ arrival: one.arrival.id, error: errorText(error) }, 'an arrival can’t be stored')
      await db.tx((tx) =>
        finishArrivals(tx, [
          { id: one.arrival.id, state: 'quarantined', reason: `It can’t be stored: ${errorText(error)}` },
        ]),
      )
    }
  }
  return parsed.length
}

/** The database is away or too busy: nothing is wrong with the arrival, it waits. */
const isOurs = (error: unknown): boolean => {
  const code = (error as { code?: unknown })?.code
  return typeof code !== 'string' || !/^(22|23|42|54)/.test(code)
}

const store = async (tx: Tx, parsed: readonly Parsed[]): Promise<number> => {
  const locked = await lockWaiting(
    tx,
    parsed.map((one) => one.arrival.id),
  )
  const mine = parsed.filter((one) => locked.has(one.arrival.id))
  if (mine.length === 0) return parsed.length
  const messages = mine.flatMap((one) => one.messages.map((message) => ({ arrival: one.arrival, message })))
  await receiveMessages(tx, await toIncoming(tx, messages))
  await keepReceipts(
    tx,
    mine.flatMap((one) => one.receipts.map((receipt) => ({ inboxId: one.arrival.inboxId, receipt }))),
  )
  await finishArrivals(
    tx,
    mine.map((one) => one.outcome),
  )
  return mine.length
}
