import type { Tx } from '../../kernel/db/index.ts'
import { previewOf } from './preview.ts'
import { countMessages } from './queries/homes.ts'
import { newestSpoken, wasErased, wordsAt } from './queries/messages.ts'
import { waitingIds, waitingSince } from './queries/waiting.ts'
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

/** A conversation as all of its messages say. */
export const asSaid = async (tx: Tx, row: ConversationRow): Promise<ConversationRow> => ({
  ...row,
  ...(await spokenState(tx, row)),
})

/**
 * A conversation as its messages read today, some of which may have been erased or read anew: the words of the last one, and
 * who waits.
 */
export const asItReads = async (tx: Tx, row: ConversationRow): Promise<ConversationRow> => ({
  ...row,
  preview: previewOf(await wordsAt(tx, row.lastMessageId)),
  waitingSince: row.status === 'resolved' ? null : await stillWaiting(tx, row),
})

const stillWaiting = async (tx: Tx, row: ConversationRow): Promise<Date | null> =>
  row.waitingSince && (await wasErased(tx, row.id, row.waitingSince))
    ? waitingSince(tx, row.id)
    : row.waitingSince

/** Messages that wait for an answer where somebody put the conversation away nevertheless; none where it is open. */
export const asleepIn = async (tx: Tx, row: Pick<ConversationRow, 'id' | 'status'>): Promise<string[]> =>
  row.status === 'open' ? [] : waitingIds(tx, row.id)

/** True where somebody waits for an answer who is not among those that had been put away. */
export const isWoken = async (tx: Tx, id: string, asleep: readonly string[] | undefined): Promise<boolean> =>
  (await waitingIds(tx, id)).some((one) => !asleep?.includes(one))
