import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { currentProcess } from '../../kernel/processes/index.ts'
import { noteReceipt, setReceipt } from '../conversations/index.ts'
import { MAX_ATTEMPTS, waitSeconds } from './back-off.ts'
import { scheduleSend } from './jobs.ts'
import { keepKeys, keyAhead } from './keep-keys.ts'
import { both, cameBack } from './partly-bounced.ts'
import { dropAttempt, endAttempt, endSent } from './queries/attempts.ts'
import {
  keepAccepted,
  lockDelivery,
  updateDelivery,
  type DeliveryRow,
  type DeliveryState,
} from './queries/deliveries.ts'
import type { Outcome } from './send-through.ts'
import { forget, type Known } from './under-way.ts'

const settle = (
  tx: Tx,
  messageId: string,
  attempts: number,
  state: DeliveryState,
  reason: Sentence | null,
  nextAttemptAt: Date | null = null,
): Promise<number> => updateDelivery(tx, messageId, { state, attempts, reason, process: null, nextAttemptAt })

/**
 * True while the attempt is the delivery's running one. One that others gave up meanwhile, because this process seemed
 * dead to them, is taken up again when it turns out that the message has left.
 */
const isOpen = (delivery: DeliveryRow, { attempts, result }: Known): boolean =>
  delivery.attempts === attempts &&
  (delivery.state === 'sending'
    ? delivery.process === currentProcess()
    : delivery.state === 'uncertain' && result.outcome === 'sent')

/** Keeps what became of an attempt: done, final refusal, another try later, or "may have been sent". */
export const keepResult = async (tx: Tx, known: Known): Promise<void> => {
  const { row, result } = known
  const delivery = await lockDelivery(tx, row.id)
  tx.afterCommit(() => forget(row.id))
  if (!delivery || !isOpen(delivery, known)) return
  if (result.outcome === 'sent' || result.outcome === 'elsewhere') await keepSent(tx, known, delivery, result)
  else await keepVain(tx, known, delivery, result)
}

type Sent = Extract<Outcome, { outcome: 'sent' | 'elsewhere' }>

const keepSent = async (
  tx: Tx,
  { row, route, attempts }: Known,
  delivery: DeliveryRow,
  result: Sent,
): Promise<void> => {
  const messageId = row.id
  const key = result.outcome === 'sent' ? result.messageKey : undefined
  const [first] = await Promise.all([
    endSent(tx, messageId),
    settle(tx, messageId, attempts, 'done', null),
    // Most channels' key was known, and kept, before it left.
    key === keyAhead(messageId, route) ? undefined : keepKeys(tx, row, route, key),
  ])
  await setReceipt(tx, { messageId, receipt: 'sent', channelKey: key, first })
  if (result.outcome === 'sent' && result.delivered) await setReceipt(tx, { messageId, receipt: 'delivered' })
  const back = cameBack(row.recipients, delivery)
  if (!back) return
  if (!back.nobody) return void (await noteReceipt(tx, { messageId, reason: back.reason }))
  await settle(tx, messageId, attempts, 'failed', back.reason)
  await setReceipt(tx, { messageId, receipt: 'bounced', reason: back.reason })
}

const keepVain = async (
  tx: Tx,
  { row, route, attempts }: Known,
  delivery: DeliveryRow,
  result: Exclude<Outcome, Sent>,
): Promise<void> => {
  const messageId = row.id
  if ('accepted' in result && result.accepted) await keepAccepted(tx, messageId, result.accepted)
  if ('messageKey' in result) await keepKeys(tx, row, route, result.messageKey)
  const reason = both(result.reason, cameBack(row.recipients, delivery)?.reason)
  const end = async (state: 'failed' | 'held' | 'uncertain', counted = attempts): Promise<void> => {
    await settle(tx, messageId, counted, state, reason)
    await setReceipt(tx, { messageId, receipt: state, reason, sending: state === 'failed' })
  }
  if (result.outcome === 'refused') {
    await endAttempt(tx, messageId, 'refused', result.reason)
    return end('failed')
  }
  const notBegun = result.outcome === 'unreachable' && result.notBegun === true
  await (notBegun ? dropAttempt(tx, messageId) : endAttempt(tx, messageId, 'unreachable', result.reason))
  // Waiting for a setting is no attempt: it may take days.
  if (result.outcome === 'held') return end('held', attempts - 1)
  if (result.maybeSent && !route.channel.abilities.repeatable) return end('uncertain')
  const counted = notBegun ? attempts - 1 : attempts
  if (counted >= MAX_ATTEMPTS) return end('failed', counted)
  const afterMs = waitSeconds(counted, result.retryAfterSeconds) * 1000
  await settle(tx, messageId, counted, 'waiting', reason, new Date(tx.now.getTime() + afterMs))
  await setReceipt(tx, { messageId, receipt: 'queued', reason, sending: true })
  scheduleSend(tx, delivery, { afterMs })
}
