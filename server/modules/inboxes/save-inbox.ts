import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { forgetAccount } from './find-account.ts'
import { inboxChanged } from './events.ts'

/** Runs the writing of an inbox; a brand or team that doesn't exist becomes a sentence instead of a database error. */
export const writing = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code !== '23503') throw error
    if (constraint?.startsWith('inbox_teams')) {
      throw invalid('inboxes.no-team', 'One of the teams does not exist any more. Choose again.')
    }
    throw invalid('inboxes.no-brand', 'There is no such brand. Choose another one, or none.')
  }
}

/** Announces the change and drops what this process remembers of the inbox once it is committed. */
export const announceChange = (
  tx: Tx,
  inboxId: string,
  { sight = false, health = false }: { sight?: boolean; health?: boolean } = {},
): void => {
  tx.announce(inboxChanged({ inboxId, sight, health }))
  tx.afterCommit(() => forgetAccount(tx.kernel, inboxId))
}
