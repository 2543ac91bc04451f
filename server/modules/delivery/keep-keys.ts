import type { Tx } from '../../kernel/db/index.ts'
import { insertThreadKeys, SIGNED_KEY, type OutgoingRow } from '../conversations/index.ts'
import type { Route } from './route-message.ts'

/**
 * Keeps under which key answers to a message, and news of it, will come, in the inbox that it leaves through. Done before
 * it is handed over wherever the channel knows the key by then: of a mail that may have been sent, or that only some
 * of its recipients got, no more may ever be heard than an answer.
 */
export const keepKeys = async (
  tx: Tx,
  row: Pick<OutgoingRow, 'id' | 'conversationId'>,
  { inbox }: Route,
  key: string | undefined,
): Promise<void> => {
  if (!key) return
  const home = { inboxId: inbox.id, conversationId: row.conversationId }
  await insertThreadKeys(tx, [
    { ...home, key, messageId: row.id },
    // For programs that lose the thread's headers: islands read it back from an address that they signed.
    { ...home, key: SIGNED_KEY + row.conversationId, messageId: null },
  ])
}

/** The key that a message will have on its channel, where that is known beforehand. */
export const keyAhead = (messageId: string, { channel, inbox }: Route): string | undefined =>
  channel.keyOf?.(messageId, inbox)
