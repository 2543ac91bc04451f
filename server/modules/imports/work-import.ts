import { isAway } from '../../kernel/db/is-away.ts'
import { errorText } from '../../kernel/errors.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { changeImport, NotWanted } from './change-import.ts'
import { failureOf, isFinal } from './failure-words.ts'
import { forgetRead, makeImport } from './make-import.ts'
import { deleteImport, importRow, type ImportState } from './queries/imports.ts'
import { readImport } from './read-import.ts'
import { undoImport } from './undo-import.ts'

/** At work. */
const BUSY: readonly ImportState[] = ['reading', 'making', 'undoing']

/**
 * Goes on with an import where it stands. A stop or an outage is followed by another attempt; a file that can't be used ends it, and
 * so does the last attempt.
 */
export const workImport = async (
  context: Pick<JobContext, 'db' | 'signal' | 'lastAttempt'>,
  importId: string,
): Promise<void> => {
  const { db, signal, lastAttempt } = context
  const row = await importRow(db, importId)
  if (!row) return
  try {
    if (row.state === 'reading') await readImport(context, row)
    else if (row.state === 'making') await makeImport(context, row)
    else if (row.state === 'undoing') await undoImport(context, row)
    else if (row.state === 'cancelled') await forgetRead(context, importId)
    else if (row.state === 'removing') {
      await forgetRead(context, importId)
      await db.tx((tx) => deleteImport(tx, importId))
    }
  } catch (error) {
    if (error instanceof NotWanted) return
    if (isAway(error) || (!isFinal(error) && !lastAttempt)) throw error
    db.kernel.log.error({ import: importId, error: errorText(error) }, 'an import failed')
    const failure = signal.aborted ? { code: 'stopped', detail: '' } : failureOf(error)
    await changeImport(db, importId, BUSY, {
      state: 'failed',
      failure,
      endedAt: db.kernel.clock.now(),
    }).catch((other: unknown) => {
      if (!(other instanceof NotWanted)) throw other
    })
    if (signal.aborted) throw error
  }
}
