import type { Tx } from '../../kernel/db/index.ts'
import { previewOf } from './preview.ts'
import { countMessages } from './queries/homes.ts'
import { isErased, newestSpoken, waitingSince, wordsAt } from './queries/messages.ts'
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

/**
 * A conversation as its messages read today, some of which may have been erased or read anew: the words of the last one, and
 * who waits.
 */
export const asItReads = async (tx: Tx, row: ConversationRow): Promise<ConversationRow> => ({
  ...row,
  preview: previewOf(await wordsAt(tx, row.lastMessageId)),
  waitingSince:
    row.waitingSince && (await isErased(tx, row.id, row.waitingSince))
      ? await waitingSince(tx, row.id)
      : row.waitingSince,
})
