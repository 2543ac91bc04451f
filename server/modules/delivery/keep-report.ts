import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { isErased, messagesByIds, noteReceipt, setReceipt } from '../conversations/index.ts'
import { markBounced } from '../customers/index.ts'
import { mailKey } from './keep-addresses.ts'
import { both, mailedTo, nobodyHasIt, partly, type Failed } from './partly-bounced.ts'
import { addBounced } from './queries/addresses.ts'

const NOT_ALL: Sentence = {
  en: 'Not everybody got it: a mail server reports a failure without saying for whom.',
  ja: '一部の宛先に届きませんでした（どの宛先かは通知に記載されていません）。',
}

const UNCERTAIN: Sentence = {
  en: 'Several emails went to this address; which of them came back is not known.',
  ja: 'このアドレスには複数のメールを送信しており、どのメールについての通知かは特定できていません。',
}

/** Marks addresses of which it is not known which of our messages came back from them. No message shows it. */
export const keepUncertain = async (
  tx: Tx,
  { cause, reason }: ReceiptArrival,
  recipients: readonly Failed[],
): Promise<void> => {
  await markBounced(
    tx,
    recipients.map((one) => {
      const said = one.reason ?? reason
      return {
        address: one.address,
        kind: one.cause ?? cause ?? 'soft',
        reason: said ? { en: `${said.en} ${UNCERTAIN.en}`, ja: `${said.ja} ${UNCERTAIN.ja}` } : UNCERTAIN,
      }
    }),
  )
}

/**
 * Whom of a message's recipients a report means. An address that it was passed on to is nobody's of ours; where the
 * message had one recipient, it can only be that one.
 */
const whoFailed = (sentTo: readonly { value: string }[], report: ReceiptArrival): Failed[] => {
  const named = report.recipients ?? []
  const ours = new Set(sentTo.map(({ value }) => mailKey(value)))
  const known = named.filter(({ address }) => ours.has(mailKey(address)))
  if (known.length > 0 || sentTo.length === 0) return sentTo.length === 0 ? [...named] : known
  const [only, ...others] = sentTo
  if (!only || others.length > 0) return []
  const reason = named[0]?.reason ?? report.reason
  return [{ ...named[0], address: only.value, ...(reason ? { reason } : {}) }]
}

/**
 * Attaches what a mail system says to the message that it speaks of, and marks the addresses. Some of several: the
 * message stays sent and says who did not get it, until nobody it was addressed to did; one that others are still to get is
 * judged when they have it. False where the message says nothing any more: then nothing is kept, and the report had better
 * go, too.
 */
export const keepReport = async (tx: Tx, messageId: string, report: ReceiptArrival): Promise<boolean> => {
  const { state, reason = null } = report
  const [message] = await messagesByIds(tx, [messageId])
  // Of what says nothing any more nothing is kept: the report would bring back to whom it went.
  if (!message || isErased(message)) return false
  // Others are still to get it: why they have not stands there, and what is to be said now comes behind.
  const waits = message.receipt === 'queued'
  const note = (said: Sentence | null): Promise<boolean> =>
    noteReceipt(tx, { messageId, reason: waits ? both(message.receiptReason, said) : said })
  if (state === 'delayed') {
    await note(reason)
    return true
  }
  const sentTo = mailedTo(message.recipients)
  const failed = whoFailed(sentTo, report)
  await markBounced(
    tx,
    failed.map((one) => ({
      address: one.address,
      kind: one.cause ?? report.cause ?? 'soft',
      reason: one.reason ?? reason,
    })),
  )
  if (state === 'complained') {
    await note(reason)
    return true
  }
  const bounced = new Set(
    await addBounced(
      tx,
      messageId,
      failed.map(({ address }) => mailKey(address)),
    ),
  )
  if (nobodyHasIt(sentTo, bounced) && !waits) await setReceipt(tx, { messageId, receipt: 'bounced', reason })
  else await note(failed.length > 0 ? partly(failed) : NOT_ALL)
  return true
}
