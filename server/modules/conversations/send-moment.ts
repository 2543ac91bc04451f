import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { getWorkspace } from '../workspace/index.ts'

/** When a message leaves at the earliest: once the undo time is over. */
export const departureOf = async (tx: Tx): Promise<Date> =>
  new Date(tx.now.getTime() + (await getWorkspace(tx)).undoSeconds * 1000)

/** When a message leaves that is wanted at a moment. Throws `invalid` where that has passed. */
export const sendMoment = async (tx: Tx, wanted: string | undefined): Promise<Date> => {
  const soonest = await departureOf(tx)
  if (wanted === undefined) return soonest
  const moment = new Date(wanted)
  if (moment <= tx.now)
    throw invalid('conversations.send-at', 'The moment to send at has passed. Choose one in the future.')
  return moment > soonest ? moment : soonest
}
