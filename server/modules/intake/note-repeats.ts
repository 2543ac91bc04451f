import { channels } from '../../channels/registry.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { errorText } from '../../kernel/errors.ts'
import { idAt } from '../../kernel/ids.ts'
import { channelOf, countCopies } from '../inboxes/index.ts'
import { ignoredReason } from './causes.ts'
import { KEPT_MS } from './keep-arrivals.ts'
import type { NewArrival } from './queries.ts'
import { firstOnes, keepRepeat } from './queries/repeats.ts'

/** Of one inbox; what comes above is only counted, so that a machine that repeats itself fills no disk. */
const MOST = 1000
const DUPLICATE = ignoredReason('duplicate')

/**
 * What came under an external id that was there: the same once more is counted, and what its channel tells from the first
 * is kept as ignored, so that somebody can have it as a message. Nothing is kept twice. Never throws but while the database
 * is away: what came is safe, and must not come for ever because of this.
 */
export const noteRepeats = async (db: WorkspaceDb, repeats: readonly NewArrival[]): Promise<void> => {
  try {
    const now = db.kernel.clock.now()
    const first = new Map(
      (await firstOnes(db, repeats)).map((one) => [`${one.inboxId} ${one.externalId}`, one.raw]),
    )
    const copies = new Map<string, number>()
    for (const row of repeats) {
      const raw = first.get(`${row.inboxId} ${row.externalId}`)
      const mark = await differs(db, row, raw)
      const kept =
        mark === undefined
          ? 0
          : await keepRepeat(
              db,
              { ...row, externalId: `${row.externalId}#${mark}` },
              { reason: DUPLICATE, since: idAt(new Date(now.getTime() - KEPT_MS)), most: MOST, now },
            )
      if (kept === 0) copies.set(row.inboxId, (copies.get(row.inboxId) ?? 0) + 1)
    }
    for (const [inboxId, count] of copies) await countCopies(db, inboxId, count)
  } catch (error) {
    if (isAway(error)) throw error
    db.kernel.log.error({ error: errorText(error) }, 'repeated arrivals can’t be noted')
  }
}

/** By what something differs from what came first under its id; undefined when it is that, or nobody can tell any more. */
const differs = async (
  db: WorkspaceDb,
  row: NewArrival,
  first: Buffer | undefined,
): Promise<string | undefined> => {
  if (!first || first.length === 0 || first.equals(row.raw)) return undefined
  const channel = await channelOf(db, row.inboxId)
  const likeness = channel === undefined ? undefined : (await channels()).get(channel)?.likeness
  const mark = likeness?.(row.raw)
  return mark === likeness?.(first) ? undefined : mark
}
