import type { z } from 'zod'
import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { closingOf } from '../inboxes/index.ts'
import type { answering } from './contract.ts'
import { findAnswered } from './find-answered.ts'
import { findConversation } from './get-conversation.ts'
import { suggestRecipients } from './recipients.ts'

/** How an answer of the caller's would leave: to whom, and with which signatures. */
export const getAnswering = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<z.infer<typeof answering>> => {
  demand(caller, 'conversations.reply')
  const conversation = await findConversation(db, caller, conversationId)
  const answered = await findAnswered(db, conversation)
  const people = await suggestRecipients(db, conversation, answered)
  // Through that one's inbox it leaves: merged in from where the caller may see nothing else.
  return { ...people, closing: await closingFor(db, caller, answered.inboxId) }
}

/** What will stand below the caller's words when this inbox sends them. */
export const getClosing = async (db: Db, caller: Caller, inboxId: string): Promise<string> => {
  demandSight(caller, inboxId, 'conversations.no-inbox', 'inbox')
  return closingFor(db, caller, inboxId)
}

const closingFor = async (db: Db, caller: Caller, inboxId: string): Promise<string> => {
  const signature = caller.id ? (await agentsByIds(db, [caller.id]))[0]?.signature : undefined
  return closingOf(db, inboxId, { name: caller.name, ...(signature ? { signature } : {}) })
}
