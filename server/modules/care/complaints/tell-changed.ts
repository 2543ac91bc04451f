import type { Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conversationChanged } from '../../conversations/index.ts'
import { actorOf } from '../../customers/index.ts'
import { complaintChanged, complaintClosed, complaintGiven, complaintOpened } from '../events.ts'
import type { ComplaintRow } from '../queries/complaints.ts'

type Told = Pick<ComplaintRow, 'id' | 'conversationId' | 'inboxId' | 'ownerId' | 'state' | 'severity'>

const said = (row: Told | undefined): string | null => (row ? `${row.state} ${row.severity}` : null)

/**
 * Tells of a complaint that it is another one now: screens, whoever was given it, and whatever asks the conversation
 * whether it is a complaint.
 */
export const tellChanged = (
  tx: Tx,
  caller: Caller,
  before: Told | undefined,
  after: Told | undefined,
): void => {
  const row = after ?? before
  if (!row) return
  const { id: complaintId, conversationId, inboxId } = row
  const actorId = caller.id ?? null
  const owners = [before?.ownerId, after?.ownerId].flatMap((one) => one ?? [])
  tx.announce(complaintChanged({ conversationId, inboxId, complaintId, agentIds: [...new Set(owners)] }))
  const place = { conversationId, inboxId, complaintId }
  if (!before) tx.announce(complaintOpened(place))
  if (after?.state === 'closed' && before?.state !== 'closed') tx.announce(complaintClosed(place))
  const owner = after && after.state !== 'closed' ? after.ownerId : null
  if (owner && owner !== before?.ownerId && owner !== actorId)
    tx.announce(complaintGiven({ ...place, agentId: owner, actorId }))
  if (said(before) !== said(after))
    tx.announce(
      conversationChanged({
        conversationId,
        inboxId,
        changes: [{ kind: 'complaint', from: said(before), to: said(after) }],
        actorKind: actorOf(caller).kind,
        actorId,
      }),
    )
}
