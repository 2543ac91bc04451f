import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { findConversation } from '../../conversations/index.ts'
import type { ContactLimit, HeldContact } from '../contract-limits.ts'
import { demandOwnRecord } from '../harassment/demand-record.ts'
import { recordStep } from '../harassment/record-step.ts'
import { toLimit } from '../harassment/shape.ts'
import { heldRows, releaseRow } from '../queries/contacts.ts'
import { limitById, standingLimits } from '../queries/limits.ts'
import { demandLimit } from './set-limit.ts'

const MOST = 200

/** The limit that stands for the customer of a conversation in the caller's sight, without why: everybody who answers has to know. */
export const getContactState = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Omit<ContactLimit, 'reason'> | null> => {
  demand(caller, 'conversations.read')
  const { customerId } = await findConversation(db, caller, conversationId)
  const [row] = await standingLimits(db, [customerId])
  if (!row) return null
  const { reason: _, ...limit } = toLimit(row)
  return limit
}

/** What came beyond a limit, the newest first. */
export const listHeldContacts = async (db: Db, caller: Caller, limitId: string): Promise<HeldContact[]> => {
  demand(caller, 'harassment.handle')
  const limit = await limitById(db, limitId)
  if (!limit) throw notFound('care.no-such-limit', 'There is no such limit.')
  await demandOwnRecord(db, caller, limit.harassmentId)
  return (await heldRows(db, limitId, MOST)).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** Lets a held message in, as if there were no limit. A worker finds it within two seconds. */
export const releaseHeldContact = async (
  tx: Tx,
  caller: Caller,
  { limitId, arrivalId }: { limitId: string; arrivalId: string },
): Promise<void> => {
  demand(caller, 'harassment.handle')
  const { record } = await demandLimit(tx, caller, limitId)
  if (!(await releaseRow(tx, limitId, arrivalId)))
    throw conflict(
      'care.not-held',
      'This message is not held any more: somebody let it in, or nothing of it is left.',
    )
  await recordStep(tx, caller, record, { step: 'changed', details: { released: arrivalId } })
}
