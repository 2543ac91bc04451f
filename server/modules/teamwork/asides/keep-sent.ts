import type { Tx } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import { currentProcess } from '../../../kernel/processes/index.ts'
import { MAX_ATTEMPTS, waitSeconds } from '../../delivery/index.ts'
import { asideRow, holdAsideMessage, type AsideMessageRow } from '../queries/asides.ts'
import { insertAsideKeys, keepSent, saveSending } from '../queries/aside-mail.ts'
import { scheduleAside } from './send-job.ts'
import { tellSeen } from './tell.ts'
import { underWay, type Attempt } from './under-way.ts'

/**
 * True while the attempt is the message's running one. One that others gave up meanwhile, because this process seemed dead to
 * them, is taken up again when it turns out that the message has left.
 */
const isOpen = (message: AsideMessageRow, { attempts, result }: Attempt): boolean =>
  message.attempts === attempts &&
  (message.state === 'sending'
    ? message.process === currentProcess()
    : message.state === 'uncertain' && result.outcome === 'sent')

/** Keeps where the sending of a message stands, and shows it. */
export const settle = async (
  tx: Tx,
  { id, asideId }: { id: string; asideId: string },
  { state, attempts, reason }: { state: AsideMessageRow['state']; attempts: number; reason: Sentence | null },
): Promise<void> => {
  await saveSending(tx, { id, state, attempts, process: null, reason })
  const aside = await asideRow(tx, asideId)
  if (aside) tellSeen(tx, aside)
}

/** Keeps what became of an attempt: it has left, was refused for good, is tried again later, or "may have been sent". */
export const keepAttempt = async (tx: Tx, attempt: Attempt): Promise<void> => {
  const { messageId, asideId, attempts, result, route } = attempt
  const message = await holdAsideMessage(tx, messageId)
  tx.afterCommit(() => underWay.forget(messageId))
  if (!message || !isOpen(message, attempt)) return
  const key = 'messageKey' in result ? result.messageKey : undefined
  await keepSent(tx, messageId, { accepted: 'accepted' in result ? result.accepted : undefined, key })
  if (key) await insertAsideKeys(tx, { inboxId: route.inbox.id, asideId }, [{ key, messageId }])
  const keep = (state: AsideMessageRow['state'], reason: Sentence | null, counted = attempts) =>
    settle(tx, message, { state, attempts: counted, reason })
  if (result.outcome === 'sent') return keep('sent', null)
  if (result.outcome === 'refused') return keep('failed', result.reason)
  if (result.outcome === 'elsewhere') return keep('failed', NOT_BY_MAIL)
  if (result.maybeSent && !route.channel.abilities.repeatable) return keep('uncertain', result.reason)
  const counted = result.notBegun ? attempts - 1 : attempts
  if (counted >= MAX_ATTEMPTS) return keep('failed', result.reason, counted)
  await keep('queued', result.reason, counted)
  scheduleAside(
    tx,
    { messageId, asideId, inboxId: route.inbox.id },
    waitSeconds(counted, result.retryAfterSeconds) * 1000,
  )
}

const NOT_BY_MAIL: Sentence = {
  en: 'This inbox does not send email.',
  ja: 'この窓口からはメールを送信できません。',
}
