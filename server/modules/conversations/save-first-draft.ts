import type { z } from 'zod'
import type { Caller } from '../../kernel/caller.ts'
import { demand } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { holdUnerased, seesCustomer } from '../customers/index.ts'
import type { firstDraft } from './contract-drafts.ts'
import { deleteFirstDraft, firstDraftRow, upsertFirstDraft } from './queries/first-drafts.ts'

/** A first message that is not sent. */
export type FirstDraft = Omit<z.infer<typeof firstDraft>, 'updatedAt'>

const isBlank = ({ text, subject, to, cc, bcc, attachmentIds }: FirstDraft): boolean =>
  text.trim() === '' &&
  subject.trim() === '' &&
  [to, cc, bcc, attachmentIds].every((list) => list.length === 0)

const demandCustomer = async (db: Db, caller: Caller, customerId: string | null): Promise<void> => {
  demand(caller, 'conversations.reply')
  if (customerId !== null && !(await seesCustomer(db, caller, customerId)))
    throw notFound('conversations.no-customer', 'There is no such customer.')
}

/** Keeps what the caller writes first to a customer, or to nobody yet (null); an empty one is removed. */
export const saveFirstDraft = async (
  tx: Tx,
  caller: Caller,
  customerId: string | null,
  body: FirstDraft,
): Promise<null> => {
  await demandCustomer(tx, caller, customerId)
  if (!caller.id) return null
  // Whoever was still writing when the customer was erased keeps it on their screen alone.
  const erased = customerId !== null && !(await holdUnerased(tx, customerId))
  if (erased || isBlank(body)) await deleteFirstDraft(tx, caller.id, customerId)
  else await upsertFirstDraft(tx, caller.id, customerId, body)
  return null
}

/** What the caller began to write to a customer, or to nobody yet; null where nothing was. */
export const getFirstDraft = async (
  db: Db,
  caller: Caller,
  customerId: string | null,
): Promise<z.infer<typeof firstDraft> | null> => {
  await demandCustomer(db, caller, customerId)
  const row = caller.id ? await firstDraftRow(db, caller.id, customerId) : undefined
  return row ? { ...(row.body as FirstDraft), updatedAt: row.updatedAt.toISOString() } : null
}
