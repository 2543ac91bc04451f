import type { MessageArrival } from '../../channels/channel.ts'
import type { Db } from '../../kernel/db/index.ts'
import { asAppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { inboxAccount } from '../inboxes/index.ts'

/** The inbox that a message belongs in: the one that its channel's settings name, where the workspace still has it. */
export const findHome = async (
  db: Db,
  arrivalInboxId: string,
  message: Pick<MessageArrival, 'hints'>,
): Promise<string> => {
  const wanted = message.hints?.inboxId
  if (!isId(wanted) || wanted === arrivalInboxId) return arrivalInboxId
  try {
    return (await inboxAccount(db, wanted)) ? wanted : arrivalInboxId
  } catch (error) {
    // Its secrets can't be opened just now: it is there all the same.
    if (asAppError(error)?.kind === 'unavailable') return wanted
    throw error
  }
}
