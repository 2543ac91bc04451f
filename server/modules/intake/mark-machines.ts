import type { MessageArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { EMAIL } from '../customers/index.ts'
import { ownAddresses, plainAddress } from '../inboxes/index.ts'

/** Mails of one address within an hour; what comes above is a machine's, whatever it says of itself. */
const MOST_OF_ONE = 60
const HOUR_MS = 3600_000
/** Addresses that are remembered; the ones that wrote longest ago are forgotten first. */
const MOST_ADDRESSES = 20_000

/**
 * When addresses wrote, in this process alone: a write for each mail would cost every customer something so that nobody
 * may flood. One process works off a workspace at a time; one that took over counts anew.
 */
const rates = new WeakMap<Kernel, Map<string, number[]>>()

const ratesOf = (kernel: Kernel): Map<string, number[]> => {
  const known = rates.get(kernel)
  if (known) return known
  const fresh = new Map<string, number[]>()
  rates.set(kernel, fresh)
  return fresh
}

/** Counts mails of a batch; they count for others once the batch is kept. */
const counter = (tx: Tx): ((address: string, at: number) => number) => {
  const kept = ratesOf(tx.kernel)
  const batch = new Map<string, number[]>()
  tx.afterCommit(() => {
    for (const [key, moments] of batch) {
      const all = [...(kept.get(key) ?? []), ...moments].slice(-MOST_OF_ONE - 1)
      kept.delete(key)
      kept.set(key, all)
    }
    for (const key of kept.keys()) {
      if (kept.size <= MOST_ADDRESSES) break
      kept.delete(key)
    }
  })
  return (address, at) => {
    const key = `${tx.workspaceId} ${address}`
    const moments = batch.get(key) ?? []
    moments.push(at)
    batch.set(key, moments)
    return [...(kept.get(key) ?? []), ...moments].filter((one) => Math.abs(at - one) < HOUR_MS).length
  }
}

/** A message as it arrived. */
interface Marked {
  arrival: { receivedAt: Date }
  message: MessageArrival
}

/** When it came to the inbox: what lay in the mailbox for weeks was no flood, although it is fetched within a minute. */
const reachedUs = ({ arrival, message: { reachedAt } }: Marked): Date =>
  reachedAt && reachedAt < arrival.receivedAt ? reachedAt : arrival.receivedAt

/**
 * Says of mails what no single one shows: that an address of ours wrote, in whichever inbox, or that one address writes
 * without an end. Both are kept and threaded like others; they reopen nothing and get no automatic answer. What a channel
 * proved a person to have written is left alone. One statement for a batch that holds any.
 */
export const markMachines = async <One extends Marked>(tx: Tx, parsed: readonly One[]): Promise<One[]> => {
  const isMail = ({ message }: One): boolean => message.from[0].kind === EMAIL && !message.verified
  if (!parsed.some(isMail)) return [...parsed]
  const isOurs = await ownAddresses(tx)
  const count = counter(tx)
  return parsed.map((one) => {
    if (!isMail(one)) return one
    const { value } = one.message.from[0]
    const many = count(plainAddress(value), reachedUs(one).getTime()) > MOST_OF_ONE
    const automatic = isOurs(value) ? 'own' : (one.message.automatic ?? (many ? 'machine' : undefined))
    return automatic === one.message.automatic || automatic === undefined
      ? one
      : { ...one, message: { ...one.message, automatic } }
  })
}
