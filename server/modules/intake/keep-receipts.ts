import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { findNewestTo, keepReport } from '../delivery/index.ts'
import { ignoredReason } from './causes.ts'
import { messagesByChannelKey } from './queries.ts'

/** News that an arrival brought of a message of ours. */
interface News {
  arrivalId: string
  inboxId: string
  receipt: ReceiptArrival
}

const FITS_NOTHING = ignoredReason('report')

/** What a mail system reports, and not the channel itself or the customer's program. */
const REPORTED = new Set<ReceiptArrival['state']>(['bounced', 'delayed', 'complained'])

/** One piece of news for each message that it may be about: by its key, else by whom it names. */
const placed = async (tx: Tx, news: readonly News[]): Promise<Map<News, Map<string, ReceiptArrival>>> => {
  const keyed = news.flatMap(({ inboxId, receipt: { messageKey } }) =>
    messageKey === undefined ? [] : [{ inboxId, key: messageKey }],
  )
  const rows = keyed.length === 0 ? [] : await messagesByChannelKey(tx, keyed)
  const byKey = new Map(rows.map((row) => [`${row.inboxId} ${row.key}`, row.messageId]))
  const direct = (one: News) => byKey.get(`${one.inboxId} ${one.receipt.messageKey}`)
  const lost = news.filter((one) => !direct(one) && REPORTED.has(one.receipt.state))
  const newest = await findNewestTo(
    tx,
    lost.flatMap(({ inboxId, receipt }) =>
      (receipt.recipients ?? []).map(({ address }) => ({ inboxId, address })),
    ),
  )
  return new Map(
    news.map((one) => {
      const messageId = direct(one)
      if (messageId) return [one, new Map([[messageId, one.receipt]])]
      const found = new Map<string, ReceiptArrival>()
      for (const recipient of REPORTED.has(one.receipt.state) ? (one.receipt.recipients ?? []) : []) {
        const id = newest(one.inboxId, recipient.address)
        if (!id) continue
        const before = found.get(id)?.recipients ?? []
        found.set(id, { ...one.receipt, recipients: [...before, recipient] })
      }
      return [one, found]
    }),
  )
}

/**
 * Attaches news to the messages that it speaks of. Gives the arrivals whose news fits nothing of ours, with the reason:
 * nothing vanishes without a trace. `late`: those that speak of what was erased, whose bytes must go.
 */
export const keepReceipts = async (
  tx: Tx,
  news: readonly News[],
): Promise<{ unfit: Map<string, string>; late: string[] }> => {
  const unfit = new Map<string, string>()
  const late: string[] = []
  if (news.length === 0) return { unfit, late }
  for (const [{ arrivalId }, found] of await placed(tx, news)) {
    if (found.size === 0) unfit.set(arrivalId, FITS_NOTHING)
    for (const [messageId, receipt] of found) {
      if (!REPORTED.has(receipt.state))
        await setReceipt(tx, { messageId, receipt: receipt.state, reason: receipt.reason ?? null })
      else if (!(await keepReport(tx, messageId, receipt))) late.push(arrivalId)
    }
  }
  return { unfit, late }
}
