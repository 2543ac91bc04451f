import type { Tx } from '../../kernel/db/index.ts'
import type { Conversation } from './contract.ts'
import { previewOf } from './preview.ts'
import { waitingSince } from './queries/messages.ts'
import type { ConversationRow } from './queries/rows.ts'
import { withStatus } from './set-status.ts'

/** An answer that is kept and leaves; `several`: what several people wrote stands in the conversation. */
interface Leaving {
  id: string
  text: string
  then: Exclude<Conversation['status'], 'snoozed'> | null | undefined
  several: boolean
}

/** The conversation as it stands once we have answered: whoever was answered does not wait, somebody else may. */
export const afterAnswer = async (
  tx: Tx,
  before: ConversationRow,
  { id, text, then, several }: Leaving,
): Promise<ConversationRow> => {
  const after: ConversationRow = {
    ...before,
    ...(then ? withStatus(then, tx.now) : {}),
    preview: previewOf(text),
    lastActivityAt: tx.now,
    lastDirection: 'outbound',
    lastMessageId: id,
    waitingSince: null,
  }
  return several && after.status !== 'resolved'
    ? { ...after, waitingSince: await waitingSince(tx, before.id) }
    : after
}
