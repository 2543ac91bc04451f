import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { findConversation, refuseEmptied } from '../../conversations/index.ts'
import { findMailInbox } from '../../delivery/index.ts'
import type { Aside } from '../contract-asides.ts'
import type { PartnerPerson } from '../contract-partners.ts'
import { asideAnswered } from '../events.ts'
import { saveSending } from '../queries/aside-mail.ts'
import {
  holdAsideMessage,
  insertAsideMessage,
  saidInAsides,
  saveAside,
  type AsideRow,
} from '../queries/asides.ts'
import { linkOf, linkUntil } from './link.ts'
import { scheduleAside } from './send-job.ts'
import { addOut, demandAside, recipientsIn, showAside, wordsIn } from './start-aside.ts'
import { tellAsides, tellSeen } from './tell.ts'

/** In one of them, whoever wrote. */
const MOST = 500

const open = { closedAt: null, closedBy: null } as const

/** Throws where nothing more fits into one. */
export const demandRoom = async (tx: Tx, id: string): Promise<void> => {
  if ((await saidInAsides(tx, [id])).length >= MOST)
    throw invalid('teamwork.aside-full', `This one has ${MOST} messages already. Begin another one.`)
}

/** Writes once more to whoever was asked; one that was done with is open again. */
export const writeAside = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: { text: string; people: readonly PartnerPerson[]; attachmentIds: readonly string[] },
): Promise<Aside> => {
  demand(caller, 'conversations.reply')
  const row = await demandAside(tx, caller, id)
  await refuseEmptied(tx, [row.conversationId, row.homeId])
  await demandRoom(tx, id)
  const { customerId } = await findConversation(tx, caller, row.conversationId)
  const people = await recipientsIn(tx, input.people, customerId)
  if (people.length === 0 && row.linkUntil === null)
    throw invalid('teamwork.no-people', 'Enter an address to which it is written.')
  // A mail inbox may have been connected since it was asked.
  if (people.length > 0 && (await findMailInbox(tx, row.inboxId)) !== row.inboxId)
    throw conflict(
      'teamwork.no-mail-inbox',
      'Mail leaves through an email inbox, and none is connected. Connect one in the settings, or ask through the link alone.',
    )
  return tellAsides(tx, caller, row, async () => {
    await addOut(tx, caller, row, { ...input, people })
    await saveAside(tx, { ...row, ...open, state: 'waiting' })
    return showAside(tx, row)
  })
}

/**
 * Notes that whoever was asked has answered: it waits for us now, whatever it was before. The time of their first answer
 * stays. `at`: when the answer came.
 */
export const noteAnswered = async (tx: Tx, row: AsideRow, at: Date): Promise<void> => {
  await saveAside(tx, { ...row, ...open, state: 'answered', answeredAt: row.answeredAt ?? at })
  tx.announce(
    asideAnswered({
      conversationId: row.conversationId,
      inboxId: row.seenIn,
      asideId: row.id,
      agentId: row.assigneeId ?? row.createdBy,
    }),
  )
}

/** Writes down what they answered elsewhere. */
export const noteAnswer = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: { author: string; text: string },
): Promise<Aside> => {
  demand(caller, 'conversations.reply')
  const row = await demandAside(tx, caller, id)
  await refuseEmptied(tx, [row.conversationId, row.homeId])
  await demandRoom(tx, id)
  const author = input.author.trim()
  if (author === '') throw invalid('teamwork.no-name', 'Enter a name.')
  return tellAsides(tx, caller, row, async () => {
    await insertAsideMessage(tx, {
      id: newId(),
      asideId: id,
      direction: 'in',
      via: 'desk',
      authorId: caller.id ?? null,
      author,
      address: null,
      recipients: [],
      text: wordsIn(input.text),
      automatic: false,
      state: null,
      files: [],
    })
    await noteAnswered(tx, row, tx.now)
    return showAside(tx, row)
  })
}

/** Changes the deadline, says that it is done with, or that it is not after all. */
export const updateAside = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: { dueAt?: string | null | undefined; closed?: boolean | undefined },
): Promise<Aside> => {
  demand(caller, 'conversations.reply')
  const row = await demandAside(tx, caller, id)
  const after = { ...row }
  if (input.dueAt !== undefined) after.dueAt = input.dueAt === null ? null : new Date(input.dueAt)
  if (input.closed === true && row.state !== 'closed')
    Object.assign(after, { state: 'closed', closedAt: tx.now, closedBy: caller.id ?? null })
  if (input.closed === false && row.state === 'closed') {
    const last = (await saidInAsides(tx, [id])).findLast(({ automatic }) => !automatic)
    Object.assign(after, open, { state: last?.direction === 'in' ? 'answered' : 'waiting' })
  }
  return tellAsides(tx, caller, row, async () => {
    await saveAside(tx, after)
    return showAside(tx, after)
  })
}

const AGAIN = new Set(['failed', 'bounced', 'uncertain'])

/** Sends once more what failed, came back, or may not have been sent. Who has it already does not get it again. */
export const resendAside = async (tx: Tx, caller: Caller, messageId: string): Promise<Aside> => {
  demand(caller, 'conversations.reply')
  const found = await holdAsideMessage(tx, messageId)
  if (!found) throw notFound('teamwork.no-aside-message', 'There is no such message.')
  const row = await demandAside(tx, caller, found.asideId)
  if (!found.state || !AGAIN.has(found.state) || found.text === '')
    throw conflict('teamwork.not-to-resend', 'This message has left, or is about to.')
  await saveSending(tx, { id: messageId, state: 'queued', attempts: 0, process: null, reason: null })
  scheduleAside(tx, { messageId, asideId: row.id, inboxId: row.inboxId })
  tellSeen(tx, row)
  return showAside(tx, row)
}

/** The link through which it is answered without a seat; `renew`: earlier ones open nothing any more. */
export const makeAsideLink = async (
  tx: Tx,
  caller: Caller,
  id: string,
  renew: boolean,
): Promise<{ url: string; until: string }> => {
  demand(caller, 'conversations.reply')
  const row = await demandAside(tx, caller, id)
  await refuseEmptied(tx, [row.conversationId, row.homeId])
  const isOver = row.linkUntil === null || row.linkUntil <= tx.now
  const after = {
    ...row,
    linkUntil: renew || isOver ? linkUntil(tx.now) : row.linkUntil,
    linkEpoch: row.linkEpoch + (renew ? 1 : 0),
  }
  if (renew || isOver) await saveAside(tx, after)
  return { url: linkOf(tx, after), until: (after.linkUntil as Date).toISOString() }
}
