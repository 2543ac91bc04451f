import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { findNewestTo, keepReport, keepUncertain } from '../delivery/index.ts'
import { ignoredReason } from './causes.ts'
import { messagesByChannelKey, messagesByKeyAnywhere } from './queries.ts'

/** News that an arrival brought of a message of ours. */
interface News {
  arrivalId: string
  inboxId: string
  receipt: ReceiptArrival
}

type Recipients = NonNullable<ReceiptArrival['recipients']>

const FITS_NOTHING = ignoredReason('report')

/** What a mail system reports, and not the channel itself or the customer's program. */
const REPORTED = new Set<ReceiptArrival['state']>(['bounced', 'delayed', 'complained'])

/** What a piece of news is about: messages, each with what is said of it, and addresses of which only that is known. */
interface Place {
  messages: Map<string, ReceiptArrival>
  uncertain: Recipients
}

/**
 * Places each piece of news: by its key, first that of its own inbox; where it has none of ours and shows no mail of others,
 * by whom it names. Of several that went to one address nobody knows which it was.
 */
const placed = async (tx: Tx, news: readonly News[]): Promise<Map<News, Place>> => {
  const keyed = news.flatMap(({ inboxId, receipt: { messageKey } }) =>
    messageKey === undefined ? [] : [{ inboxId, key: messageKey }],
  )
  const rows = keyed.length === 0 ? [] : await messagesByChannelKey(tx, keyed)
  const byKey = new Map(rows.map((row) => [`${row.inboxId} ${row.key}`, row.messageId]))
  // Mailboxes pass their mail on to each other, so what came back may come to another inbox than the message left.
  const lost = keyed.filter(({ inboxId, key }) => !byKey.has(`${inboxId} ${key}`)).map(({ key }) => key)
  const found = lost.length === 0 ? [] : await messagesByKeyAnywhere(tx, [...new Set(lost)])
  const anywhere = new Map(found.map(({ key, messageId }) => [key, messageId]))
  const direct = ({ inboxId, receipt: { messageKey = '' } }: News) =>
    byKey.get(`${inboxId} ${messageKey}`) ?? anywhere.get(messageKey)
  const named = (one: News): Recipients =>
    !direct(one) && one.receipt.byRecipients && REPORTED.has(one.receipt.state)
      ? (one.receipt.recipients ?? [])
      : []
  const newest = await findNewestTo(
    tx,
    news.flatMap((one) => named(one).map(({ address }) => ({ inboxId: one.inboxId, address }))),
  )
  return new Map(
    news.map((one) => {
      const messageId = direct(one)
      const place: Place = { messages: new Map(messageId ? [[messageId, one.receipt]] : []), uncertain: [] }
      for (const recipient of named(one)) {
        const last = newest(one.inboxId, recipient.address)
        if (last?.several && one.receipt.state !== 'delayed') place.uncertain.push(recipient)
        if (!last || last.several) continue
        const before = place.messages.get(last.messageId)?.recipients ?? []
        place.messages.set(last.messageId, { ...one.receipt, recipients: [...before, recipient] })
      }
      return [one, place]
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
  for (const [{ arrivalId, receipt: whole }, { messages, uncertain }] of await placed(tx, news)) {
    if (uncertain.length > 0) await keepUncertain(tx, whole, uncertain)
    else if (messages.size === 0) unfit.set(arrivalId, FITS_NOTHING)
    for (const [messageId, receipt] of messages) {
      if (!REPORTED.has(receipt.state))
        await setReceipt(tx, { messageId, receipt: receipt.state, reason: receipt.reason ?? null })
      else if (!(await keepReport(tx, messageId, receipt))) late.push(arrivalId)
    }
  }
  return { unfit, late }
}
