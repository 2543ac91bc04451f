import type { z } from 'zod'
import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { draft } from './contract-drafts.ts'
import { findConversation } from './get-conversation.ts'
import { refuseMerged } from './refuse-merged.ts'
import { holdEmptied } from './queries/erase.ts'
import { deleteDraft, draftRow, upsertDraft } from './queries/people.ts'

type Draft = z.infer<typeof draft>

const isBlank = (part: Pick<Draft, 'text' | 'attachmentIds'> | null): boolean =>
  part === null || (part.text.trim() === '' && part.attachmentIds.length === 0)

/** Keeps what the caller has written so far; an empty draft is removed. */
export const saveDraft = async (
  tx: Tx,
  caller: Caller,
  conversationId: string,
  body: Omit<Draft, 'updatedAt'>,
): Promise<null> => {
  const { id } = await findConversation(tx, caller, conversationId)
  if (id !== conversationId) await refuseMerged(tx, caller, conversationId)
  if (!caller.id) return null
  const empty = isBlank(body) && isBlank(body.aside) && body.cc.length === 0 && body.bcc.length === 0
  // Whoever was still writing when the conversation was emptied keeps it on their screen alone.
  if (empty || (await holdEmptied(tx, conversationId))) await deleteDraft(tx, conversationId, caller.id)
  else await upsertDraft(tx, conversationId, caller.id, body)
  return null
}

/** The caller's draft of a conversation, or null. */
export const getDraft = async (db: Db, caller: Caller, conversationId: string): Promise<Draft | null> => {
  const { id } = await findConversation(db, caller, conversationId)
  const row = caller.id ? await draftRow(db, id, caller.id) : undefined
  // What was kept before `to` and `aside` came has neither.
  const empty = { to: null, aside: null }
  return row
    ? { ...empty, ...(row.body as Omit<Draft, 'updatedAt'>), updatedAt: row.updatedAt.toISOString() }
    : null
}
