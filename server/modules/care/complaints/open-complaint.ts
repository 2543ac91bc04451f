import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { agentsByIds } from '../../agents/index.ts'
import { findConversation, refuseEmptied } from '../../conversations/index.ts'
import { actorOf } from '../../customers/index.ts'
import type { Complaint, NewComplaint } from '../contract-complaints.ts'
import { insertChange } from '../queries/changes.ts'
import { complaintsOf, holdComplaint, insertComplaint } from '../queries/complaints.ts'
import { holdPlace } from '../queries/places.ts'
import { causeRows } from '../queries/settings.ts'
import { complaintSettings } from './save-settings.ts'
import { toComplaint } from './shape.ts'
import { tellChanged } from './tell-changed.ts'

const HOUR_MS = 3_600_000

/** Throws unless a complaint may be given to somebody. */
export const demandOwner = async (tx: Tx, agentId: string | null): Promise<void> => {
  if (agentId === null) return
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent?.active)
    throw invalid('care.no-such-agent', 'There is no such person (any more). Choose somebody else.')
}

/** Throws unless a cause is offered. */
export const demandCause = async (tx: Tx, causeId: string | null): Promise<void> => {
  if (causeId === null) return
  const found = (await causeRows(tx)).find(({ id, removed }) => id === causeId && !removed)
  if (!found) throw invalid('care.no-cause', 'This cause does not exist any more. Choose another one.')
}

/** Throws while a complaint on a conversation is not closed; nobody opens one meanwhile. */
export const demandAlone = async (tx: Tx, conversationId: string): Promise<void> => {
  await holdPlace(tx, conversationId)
  if ((await complaintsOf(tx, conversationId)).some(({ state }) => state !== 'closed'))
    throw conflict(
      'care.complaint-stands',
      'A complaint is recorded on this conversation already and not closed yet. Add to that one.',
    )
}

/** Records a complaint on a conversation in the caller's sight; throws `conflict` while one stands there. */
export const openComplaint = async (
  tx: Tx,
  caller: Caller,
  { conversationId, ...input }: NewComplaint & { conversationId: string },
): Promise<Complaint> => {
  demand(caller, 'complaints.write')
  const place = await findConversation(tx, caller, conversationId)
  await refuseEmptied(tx, [place.id])
  await demandAlone(tx, place.id)
  await demandCause(tx, input.causeId)
  const ownerId = input.ownerId === undefined ? place.assigneeId : input.ownerId
  await demandOwner(tx, input.ownerId ?? null)
  const hours = (await complaintSettings(tx)).hours[input.severity]
  const usual = hours === null ? null : new Date(tx.now.getTime() + hours * HOUR_MS)
  const id = newId()
  await insertComplaint(tx, {
    id,
    conversationId: place.id,
    severity: input.severity,
    causeId: input.causeId,
    summary: input.summary.trim(),
    ownerId,
    dueAt: input.dueAt === undefined ? usual : input.dueAt === null ? null : new Date(input.dueAt),
    openedBy: caller.id ?? null,
  })
  const row = await holdComplaint(tx, id)
  if (!row) throw new Error(`the complaint ${id} vanished`)
  await insertChange(tx, id, actorOf(caller), { state: { from: null, to: 'open' } })
  tellChanged(tx, caller, undefined, row)
  return toComplaint(row)
}
