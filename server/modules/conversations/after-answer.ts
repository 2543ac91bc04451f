import type { Tx } from '../../kernel/db/index.ts'
import type { Conversation } from './contract.ts'
import { previewOf } from './preview.ts'
import type { ConversationRow } from './queries/rows.ts'
import { withStatus } from './set-status.ts'

/** An answer that is kept and leaves; `waiting`: since when somebody waits nevertheless. */
interface Leaving {
  id: string
  text: string
  then: Exclude<Conversation['status'], 'snoozed'> | null | undefined
  waiting: Date | null
}

/** The conversation as it stands once we have answered: whoever was answered does not wait, somebody else may. */
export const afterAnswer = (
  { now }: Pick<Tx, 'now'>,
  before: ConversationRow,
  { id, text, then, waiting }: Leaving,
): ConversationRow => {
  const after: ConversationRow = {
    ...before,
    ...(then ? withStatus(then, now) : {}),
    lastActivityAt: now,
  }
  after.waitingSince = after.status === 'resolved' ? null : waiting
  // Written before the newest line, and let go only now: that one goes on being shown.
  if (before.lastMessageId !== null && before.lastMessageId > id) return after
  return { ...after, preview: previewOf(text), lastDirection: 'outbound', lastMessageId: id }
}
