import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { seersOf } from '../../agents/index.ts'
import type { MergePreview } from '../contract-merge.ts'
import { findConversation } from '../get-conversation.ts'
import { areSeveral } from './merge-conversation.ts'
import { draftCount } from '../queries/merging.ts'
import type { ConversationRow } from '../queries/rows.ts'
import { refuseEmptied } from '../refuse-emptied.ts'
import { refuseMerged } from '../refuse-merged.ts'

const toSide = ({
  id,
  number,
  subject,
  inboxId,
  customerId,
  customerName,
  status,
  messageCount,
}: ConversationRow): MergePreview['from'] => ({
  id,
  number,
  subject,
  inboxId,
  customer: { id: customerId, name: customerName },
  status,
  messageCount,
})

/** What merging a conversation into another one would do, and who would see what. Both must be in sight and stand alone. */
export const previewMerge = async (
  db: Db,
  caller: Caller,
  { conversationId, intoId }: { conversationId: string; intoId: string },
): Promise<MergePreview> => {
  demand(caller, 'conversations.write')
  if (conversationId === intoId)
    throw invalid('conversations.merge-self', 'This is the same conversation. Choose another one.')
  const [from, into] = (await Promise.all(
    [conversationId, intoId].map(async (id) => {
      const row = await findConversation(db, caller, id)
      if (row.id !== id) await refuseMerged(db, caller, id)
      return row
    }),
  )) as [ConversationRow, ConversationRow]
  await refuseEmptied(db, [from.id, into.id])
  const sameCustomer = from.customerId === into.customerId
  const [apart, drafts] = await Promise.all([
    from.inboxId === into.inboxId ? { gaining: [], losing: [] } : whoSees(db, from.inboxId, into.inboxId),
    draftCount(db, from.id, (await areSeveral(db, from, into)) ? undefined : into.id),
  ])
  return {
    from: toSide(from),
    into: toSide(into),
    sameCustomer,
    sameInbox: from.inboxId === into.inboxId,
    ...apart,
    drafts,
  }
}

/** Who sees one of two inboxes alone. */
const whoSees = async (
  db: Db,
  fromInboxId: string,
  intoInboxId: string,
): Promise<Pick<MergePreview, 'gaining' | 'losing'>> => {
  const rows = await seersOf(db, [fromInboxId, intoInboxId])
  const only = (inboxId: string) =>
    rows
      .filter((row) => row.inboxId === inboxId && !rows.some((o) => o.id === row.id && o.inboxId !== inboxId))
      .map(({ id, name }) => ({ id, name }))
  return { gaining: only(intoInboxId), losing: only(fromInboxId) }
}
