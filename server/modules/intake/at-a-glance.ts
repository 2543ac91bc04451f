import { channels } from '../../channels/registry.ts'
import type { Db } from '../../kernel/db/index.ts'
import { asAppError, invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { channelOf } from '../inboxes/index.ts'
import type { Quarantined } from './contract.ts'
import type { ListedRow } from './queries/listed.ts'
import { storable } from './storable.ts'

/** The channel of an inbox, also while its secrets can't be opened. */
const knownChannel = (db: Db, inboxId: string): Promise<string | undefined> =>
  channelOf(db, inboxId).catch((error: unknown) => {
    if (asAppError(error)?.kind === 'unavailable') return undefined
    throw error
  })

/** An arrival as lists show it: who wrote and about what, as far as its channel can tell, and how much of it is kept. */
export const atAGlance = async (
  db: Db,
  { id, inboxId, start, size, fullSize, receivedAt }: ListedRow,
): Promise<Omit<Quarantined, 'cause' | 'detail' | 'attempts'>> => {
  const channel = await knownChannel(db, inboxId)
  const outline = channel === undefined ? undefined : (await channels()).get(channel)?.outline
  const { from = null, subject = null } = storable(start.length > 0 ? (outline?.(start) ?? {}) : {})
  return {
    id,
    inboxId,
    from,
    subject,
    size: fullSize,
    kept: size === 0 ? 'nothing' : size < fullSize ? 'beginning' : 'whole',
    receivedAt: receivedAt.toISOString(),
  }
}

/** Where a page begins; throws `invalid` for what is no cursor of ours. */
export const cursorOf = (cursor: string | undefined): string | null => {
  if (cursor !== undefined && !isId(cursor))
    throw invalid('intake.cursor', 'This cursor is not one of ours. Start from the first page.')
  return cursor ?? null
}
