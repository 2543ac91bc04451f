import type { MessageArrival, ReceiptArrival } from '../../channels/channel.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { SIGNED_KEY } from '../conversations/index.ts'
import { EMAIL } from '../customers/index.ts'
import { keepAsideReports, receiveAsides, type AsideMail } from '../teamwork/index.ts'
import { contentOf } from './content-of.ts'

const MAX_TEXT = 100_000

interface Arrived {
  arrival: { id: string; inboxId: string; receivedAt: Date }
  message: MessageArrival
}

/** Keys in the form of ours, strongest first. */
const keysOf = ({ threadKeys, ourKeys = [] }: MessageArrival): string[] =>
  threadKeys.filter((key) => ourKeys.includes(key) || key.startsWith(SIGNED_KEY))

const mailOf = (tx: Tx, { arrival, message }: Arrived): AsideMail => {
  const [{ name = '', value }] = message.from
  return {
    inboxId: arrival.inboxId,
    keys: keysOf(message),
    from: { name: cutText(name, 200), address: cutText(value, 320) },
    senders: (message.senders ?? []).map((sender) => sender.value),
    recipients: (message.recipients ?? []).map(({ role, address }) => ({
      role,
      name: cutText(address.name ?? '', 200),
      address: cutText(address.value, 320),
    })),
    messageKey: message.messageKey ? cutText(message.messageKey, 1000) : null,
    automatic: message.automatic !== undefined,
    at: arrival.receivedAt,
    async words() {
      const { text, files } = await contentOf(tx, message)
      return { text: cutText(text, MAX_TEXT), files }
    },
  }
}

/**
 * Takes out what answers a question to somebody else: it is no customer's. One statement for a batch in which a mail bears a
 * key of ours, none for others. Gives the rest, and the arrivals whose bytes must go: what is kept of them is kept there.
 */
export const takeAsides = async <One extends Arrived>(
  tx: Tx,
  arrived: readonly One[],
): Promise<{ rest: One[]; taken: string[] }> => {
  const keyed = arrived.filter(({ message }) => message.from[0].kind === EMAIL && keysOf(message).length > 0)
  if (keyed.length === 0) return { rest: [...arrived], taken: [] }
  const kept = await receiveAsides(
    tx,
    keyed.map((one) => mailOf(tx, one)),
  )
  const taken = new Set<One>(keyed.filter((_, at) => kept[at]))
  return {
    rest: arrived.filter((one) => !taken.has(one)),
    taken: [...taken].map(({ arrival }) => arrival.id),
  }
}

interface News {
  arrivalId: string
  inboxId: string
  receipt: ReceiptArrival
}

/** The same of what mail systems report: gives what is about messages to customers, and the arrivals whose bytes must go. */
export const takeAsideReports = async (
  tx: Tx,
  news: readonly News[],
): Promise<{ rest: News[]; taken: string[] }> => {
  const keyed = news.filter(({ receipt }) => receipt.messageKey !== undefined)
  const kept = await keepAsideReports(
    tx,
    keyed.map(({ inboxId, receipt: { messageKey = '', state, reason = null } }) => ({
      inboxId,
      messageKey,
      state,
      reason,
    })),
  )
  const taken = new Set(keyed.filter((_, at) => kept[at]))
  return {
    rest: news.filter((one) => !taken.has(one)),
    taken: [...taken].map(({ arrivalId }) => arrivalId),
  }
}
