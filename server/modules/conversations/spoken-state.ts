import type { Tx } from '../../kernel/db/index.ts'
import { previewOf } from './preview.ts'
import { countMessages } from './queries/homes.ts'
import { newestSpoken, waitingSince } from './queries/messages.ts'
import type { ConversationRow } from './queries/rows.ts'

/** What a conversation shows of its messages, found anew from them: first words, activity, who waits, how many. */
export const spokenState = async (
  tx: Tx,
  row: Pick<ConversationRow, 'id' | 'status' | 'lastActivityAt' | 'lastDirection'>,
): Promise<
  Pick<
    ConversationRow,
    'preview' | 'lastActivityAt' | 'lastDirection' | 'lastMessageId' | 'waitingSince' | 'messageCount'
  >
> => {
  const [newest, waiting, { count }] = await Promise.all([
    newestSpoken(tx, row.id),
    waitingSince(tx, row.id),
    countMessages(tx, row.id),
  ])
  return {
    preview: previewOf(newest?.text ?? ''),
    lastActivityAt: newest?.at ?? row.lastActivityAt,
    lastDirection: newest?.kind ?? row.lastDirection,
    lastMessageId: newest?.id ?? null,
    waitingSince: row.status === 'resolved' ? null : waiting,
    messageCount: count,
  }
}
