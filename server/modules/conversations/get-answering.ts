import type { z } from 'zod'
import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { closingOf } from '../inboxes/index.ts'
import type { answering } from './contract.ts'
import { findConversation } from './get-conversation.ts'
import { sideRows } from './queries/links.ts'
import { suggestRecipients } from './recipients.ts'

/** How an answer of the caller's would leave: to whom, and with which signatures. */
export const getAnswering = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<z.infer<typeof answering>> => {
  demand(caller, 'conversations.reply')
  const conversation = await findConversation(db, caller, conversationId)
  const { reply, all, homeId } = await suggestRecipients(db, conversation)
  // Through that one's inbox it leaves: merged in from where the caller may see nothing else.
  const [home] = homeId === null ? [] : await sideRows(db, [homeId])
  return { reply, all, closing: await closingFor(db, caller, home?.inboxId ?? conversation.inboxId) }
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
