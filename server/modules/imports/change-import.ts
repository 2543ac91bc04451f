import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { lockImport, saveImport, type ImportRow, type ImportState } from './queries/imports.ts'

/** What was under way was cancelled, or somebody else has done it meanwhile. */
export class NotWanted extends Error {}

/**
 * Changes an import that is in one of these states, by itself or in a transaction. Throws `NotWanted` where it is in another one:
 * whatever was written in the transaction does not hold.
 */
export const changeImport = async (
  db: WorkspaceDb | Tx,
  id: string,
  states: readonly ImportState[],
  change: Partial<ImportRow> | ((row: ImportRow) => Partial<ImportRow>),
): Promise<ImportRow> => {
  const within = async (tx: Tx): Promise<ImportRow> => {
    const row = await lockImport(tx, id)
    if (!row || !states.includes(row.state)) throw new NotWanted()
    const changed = { ...row, ...(typeof change === 'function' ? change(row) : change) }
    await saveImport(tx, changed)
    return changed
  }
  return 'tx' in db ? db.tx(within) : within(db)
}
