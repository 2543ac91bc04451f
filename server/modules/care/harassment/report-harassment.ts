import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { forbidden, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { agentsByIds } from '../../agents/index.ts'
import { findConversation, refuseEmptied } from '../../conversations/index.ts'
import type { Harassment, HarassmentReport } from '../contract-harassment.ts'
import { harassmentReported } from '../events.ts'
import { insertHarassment } from '../queries/harassments.ts'
import { demandRecord } from './demand-record.ts'
import { addEvidence } from './keep-evidence.ts'
import { recordStep } from './record-step.ts'
import { toHarassment } from './shape.ts'

/** Who of us bore something, each once; throws for whoever is not here. */
export const exposedIn = async (tx: Tx, agentIds: readonly string[]): Promise<string[]> => {
  const ids = [...new Set(agentIds.map((id) => id.toLowerCase()))]
  if (ids.length > 0 && (await agentsByIds(tx, ids)).filter(({ bot }) => !bot).length < ids.length)
    throw invalid('care.no-such-agent', 'There is no such person (any more). Choose somebody else.')
  return ids
}

/** A text of the caller's, trimmed; throws where nothing is left of it. */
export const saidBy = (text: string): string => {
  const trimmed = text.trim()
  if (trimmed === '') throw invalid('care.empty-words', 'Say in words what happened, or why.')
  return trimmed
}

/** Reports harassment by the customer of a conversation in the caller's sight, and keeps messages as evidence. */
export const reportHarassment = async (
  tx: Tx,
  caller: Caller,
  { conversationId, kinds, summary, messageIds, exposed }: HarassmentReport & { conversationId: string },
): Promise<Harassment> => {
  demand(caller, 'harassment.report')
  const reportedBy = caller.id
  if (reportedBy === undefined) throw forbidden('care.no-person', 'Only a person can report harassment.')
  const place = await findConversation(tx, caller, conversationId)
  await refuseEmptied(tx, [place.id])
  const id = newId()
  await insertHarassment(tx, {
    id,
    conversationId: place.id,
    customerId: place.customerId,
    kinds: [...new Set(kinds)],
    summary: saidBy(summary),
    reportedBy,
    exposed: await exposedIn(tx, exposed ?? [reportedBy]),
  })
  const record = await demandRecord(tx, caller, id)
  await recordStep(tx, caller, record, { step: 'reported', details: { kinds: record.kinds } })
  const count = await addEvidence(tx, caller, record, messageIds)
  if (count > 0) await recordStep(tx, caller, record, { step: 'kept', details: { count } })
  tx.announce(
    harassmentReported({
      conversationId: record.conversationId,
      inboxId: record.inboxId,
      harassmentId: id,
      actorId: reportedBy,
    }),
  )
  return toHarassment(tx, await demandRecord(tx, caller, id))
}
