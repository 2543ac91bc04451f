import { setTimeout as pause } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import type { Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { errorText } from '../../../kernel/errors.ts'
import { currentProcess } from '../../../kernel/processes/index.ts'
import { agentsByIds } from '../../agents/index.ts'
import { SIGNED_KEY } from '../../conversations/index.ts'
import { EMAIL } from '../../customers/index.ts'
import {
  handOver,
  keyAhead,
  routeMessage,
  type Letter,
  type Route,
  type Sender,
} from '../../delivery/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { insertAsideKeys, keepSent, saveSending } from '../queries/aside-mail.ts'
import {
  asideRow,
  holdAsideMessage,
  saidInAsides,
  type AsideMessageRow,
  type AsideRow,
} from '../queries/asides.ts'
import { keepAttempt, settle } from './keep-sent.ts'
import { withLink } from './link-words.ts'
import { scheduleAside } from './send-job.ts'
import { referenceOf } from './shape.ts'
import { tellSeen } from './tell.ts'
import { underWay, type Attempt } from './under-way.ts'

interface Claim {
  aside: AsideRow
  message: AsideMessageRow
  /** What was said before, the oldest first. */
  earlier: AsideMessageRow[]
  route: Route
  attempts: number
  signature: string
  timeZone: string
}

/** Waits between the attempts to write down what became of a message; after them the job is tried again. */
const PAUSES_MS = [100, 500, 2000]
/** An inbox that can't send just now is asked again after so long. */
const HELD_MS = 10 * 60_000

/**
 * Sends one message to whoever is asked: claims it, hands it to its channel outside of any transaction, keeps what became of
 * it. Only the one who moves it to `sending` sends, as in the sending of answers.
 */
export const sendAside = (db: WorkspaceDb, messageId: string, sender: Sender): Promise<void> =>
  underWay.oneAtATime(messageId, async () => {
    const claim = await db.tx((tx) => claimMessage(tx, messageId))
    if (!claim) return
    const { route, attempts, aside } = claim
    const result = await handOver(db, async (open) => toOutgoing(db, claim, open), route, sender)
    const attempt: Attempt = { messageId, asideId: aside.id, route, attempts, result }
    underWay.remember(messageId, attempt)
    await keepForSure(db, attempt)
  })

/** Keeps the result although the database may be away for a moment: nobody else knows it. */
const keepForSure = async (db: WorkspaceDb, attempt: Attempt): Promise<void> => {
  for (const ms of PAUSES_MS) {
    try {
      await db.tx((tx) => keepAttempt(tx, attempt))
      return
    } catch (error) {
      db.kernel.log.warn({ messageId: attempt.messageId, error: errorText(error) }, 'a result was not kept')
      await pause(ms)
    }
  }
  await db.tx((tx) => keepAttempt(tx, attempt))
}

/**
 * Settles a message that stands as being sent by this very process although nobody is at it: the database had gone away at a
 * bad moment. What its channel said is written down now; where the channel was never asked it waits again. Call it with the
 * message held, and within `oneAtATime`. Gives whether it waits to be sent.
 */
export const settleOwnAside = async (tx: Tx, message: AsideMessageRow): Promise<boolean> => {
  if (message.state !== 'sending' || message.process !== currentProcess()) return message.state === 'queued'
  const known = underWay.remembered(message.id)
  if (known) {
    await keepAttempt(tx, known)
    return false
  }
  const attempts = Math.max(0, message.attempts - 1)
  await settle(tx, message, { state: 'queued', attempts, reason: null })
  Object.assign(message, { state: 'queued', attempts, process: null })
  return true
}

const claimMessage = async (tx: Tx, messageId: string): Promise<Claim | undefined> => {
  const message = await holdAsideMessage(tx, messageId)
  if (!message || !(await settleOwnAside(tx, message))) return undefined
  const aside = await asideRow(tx, message.asideId)
  if (!aside) return undefined
  const route = await routeMessage(tx, aside)
  if (!('through' in route)) {
    const reason = 'held' in route ? route.held : route.closed
    await settle(tx, message, {
      state: 'held' in route ? 'queued' : 'failed',
      attempts: message.attempts,
      reason,
    })
    if ('held' in route) scheduleAside(tx, { messageId, asideId: aside.id, inboxId: aside.inboxId }, HELD_MS)
    return undefined
  }
  const { through } = route
  const attempts = message.attempts + 1
  const key = keyAhead(messageId, through)
  await saveSending(tx, {
    id: messageId,
    state: 'sending',
    attempts,
    process: currentProcess(),
    reason: null,
  })
  await keepSent(tx, messageId, { key })
  // Known before anything leaves: an answer may be faster than what the server says.
  await insertAsideKeys(tx, { inboxId: through.inbox.id, asideId: aside.id }, [
    ...(key ? [{ key, messageId }] : []),
    { key: SIGNED_KEY + aside.id, messageId: null },
  ])
  tellSeen(tx, aside)
  const said = await saidInAsides(tx, [aside.id])
  const [author] = message.authorId === null ? [] : await agentsByIds(tx, [message.authorId])
  return {
    aside,
    message,
    earlier: said.slice(
      0,
      said.findIndex(({ id }) => id === messageId),
    ),
    route: through,
    attempts,
    signature: author?.signature ?? '',
    timeZone: author?.timeZone ?? (await getWorkspace(tx)).timeZone,
  }
}

const toOutgoing = (
  db: WorkspaceDb,
  { aside, message, earlier, route, signature, timeZone }: Claim,
  open: (fileId: string) => Readable,
): Letter => {
  const answered = earlier.findLast(({ direction, via }) => direction === 'in' && via === 'mail')
  return {
    id: message.id,
    // Answers come to a reply address that names the aside, and nothing that leads into the customer's thread.
    conversationId: aside.id,
    reference: referenceOf(aside),
    text: withLink(db, aside, message.text, route.inbox.language, timeZone),
    subject: aside.subject,
    to: message.recipients.map(({ name, address }) => ({
      kind: EMAIL,
      value: address,
      ...(name ? { name } : {}),
    })),
    cc: [],
    bcc: [],
    ...(message.accepted.length > 0 ? { accepted: message.accepted } : {}),
    files: message.files.flatMap(({ fileId, name, type, size }) =>
      fileId === null ? [] : [{ name, type, size, inline: false, open: () => open(fileId) }],
    ),
    author: { name: message.author, ...(signature ? { signature } : {}) },
    createdAt: message.at,
    timeZone,
    thread: {
      keys: earlier.flatMap(({ channelKey }) => channelKey ?? []),
      ...(answered?.channelKey ? { answers: answered.channelKey } : {}),
    },
    ...(answered ? { quoted: { author: answered.author, at: answered.at, text: answered.text } } : {}),
    // Its key is kept with the first attempt.
    repeated: message.channelKey !== null,
    automatic: false,
  }
}
