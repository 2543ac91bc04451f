import { setTimeout as pause } from 'node:timers/promises'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { errorText } from '../../kernel/errors.ts'
import { outgoingById, setReceipt } from '../conversations/index.ts'
import { currentProcess } from '../../kernel/processes/index.ts'
import { routeMessage, takesOver } from './route-message.ts'
import { endAttempt, insertAttempt } from './queries/attempts.ts'
import { lockDelivery, updateDelivery } from './queries/deliveries.ts'
import { keepAddresses, lacking } from './keep-addresses.ts'
import { keepKeys, keyAhead } from './keep-keys.ts'
import { keepResult } from './keep-result.ts'
import { sendThrough, type Sender, type Sending } from './send-through.ts'
import { settleOwn } from './settle-own.ts'
import { oneAtATime, remember, type Known } from './under-way.ts'

/** What the claim of a message found. */
type Claim = (Sending & { attempts: number }) | undefined

/** Waits between the attempts to write down what became of a message; after them the job is tried again. */
const PAUSES_MS = [100, 500, 2000]

/**
 * Sends one message: claims it, hands it to its channel outside of any transaction, keeps what became of it. Only the
 * one who moves the receipt to `sending` sends; a message that was taken back meanwhile is left alone.
 */
export const sendMessage = (db: WorkspaceDb, messageId: string, sender: Sender): Promise<void> =>
  oneAtATime(messageId, async () => {
    const claim = await db.tx((tx) => claimMessage(tx, messageId))
    if (!claim) return
    const { row, route, attempts } = claim
    const known = { row, route, attempts, result: await sendThrough(db, claim, sender) }
    remember(known)
    await keepForSure(db, known)
  })

/** Keeps the result although the database may be away for a moment: nobody else knows it. */
const keepForSure = async (db: WorkspaceDb, known: Known): Promise<void> => {
  for (const ms of PAUSES_MS) {
    try {
      await db.tx((tx) => keepResult(tx, known))
      return
    } catch (error) {
      db.kernel.log.warn({ messageId: known.row.id, error: errorText(error) }, 'a result was not kept')
      await pause(ms)
    }
  }
  await db.tx((tx) => keepResult(tx, known))
}

const HAS_LEFT = new Set(['sent', 'delivered', 'read'])
const ended = { reason: null, process: null, nextAttemptAt: null }

const claimMessage = async (tx: Tx, messageId: string): Promise<Claim> => {
  // Sent without waiting in between: the message is read under the lock.
  const [found, outgoing] = await Promise.all([lockDelivery(tx, messageId), outgoingById(tx, messageId)])
  const delivery = found && (await settleOwn(tx, found))
  if (!delivery || (delivery.state !== 'waiting' && delivery.state !== 'held')) return undefined
  const row = delivery === found ? outgoing : await outgoingById(tx, messageId)
  if (!row || row.receipt === 'cancelled') return undefined
  const route = await routeMessage(tx, row)
  if (!('through' in route)) {
    const [state, reason] =
      'held' in route ? (['held', route.held] as const) : (['failed', route.closed] as const)
    await setReceipt(tx, { messageId, receipt: state, reason })
    await updateDelivery(tx, messageId, { ...ended, state, attempts: delivery.attempts, reason })
    return undefined
  }
  const { channel, inbox } = route.through
  const channelKey = keyAhead(messageId, route.through)
  if (!(await setReceipt(tx, { messageId, receipt: 'sending', channelKey }))) {
    // Its customer has it: their side said so after a process had died over it.
    if (HAS_LEFT.has(row.receipt))
      await updateDelivery(tx, messageId, { ...ended, state: 'done', attempts: delivery.attempts })
    return undefined
  }
  const attempts = delivery.attempts + 1
  const [, number] = await Promise.all([
    endAttempt(tx, messageId, 'lost', null),
    insertAttempt(tx, messageId),
    keepKeys(tx, row, route.through, channelKey),
    // What another channel leaves to mail is kept with the inbox that takes over.
    takesOver(channel)
      ? keepAddresses(tx, inbox.id, messageId, lacking(row.recipients, delivery.accepted))
      : undefined,
    updateDelivery(tx, messageId, {
      state: 'sending',
      attempts,
      reason: null,
      process: currentProcess(),
      throughInboxId: inbox.id,
      nextAttemptAt: null,
    }),
  ])
  return { row, route: route.through, attempts, accepted: delivery.accepted, repeated: number > 1 }
}
