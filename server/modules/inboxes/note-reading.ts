import type { Access, Reading } from '../../channels/channel.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { putAccess, putReading, watchRows, type WatchRow } from './queries/watch.ts'
import { announceChange } from './save-inbox.ts'
import { warningsOf } from './warnings-of.ts'

/** Screens that list inboxes hear of progress only when it says something else than before; who looks closer asks by itself. */
const gist = (watch: WatchRow | undefined, now: Date): string =>
  JSON.stringify([warningsOf(watch, 0, now), watch?.readingTotal != null])

/** Writes how far an island has come with reading. */
export const noteReading = (
  db: WorkspaceDb,
  inboxId: string,
  { backfill, waiting, oldestAt }: Reading,
): Promise<void> =>
  db.tx(async (tx) => {
    const [before] = await watchRows(tx, inboxId)
    await putReading(tx, inboxId, {
      readingDone: backfill?.done ?? null,
      readingTotal: backfill?.total ?? null,
      waiting,
      oldestAt: oldestAt ?? null,
    })
    const [after] = await watchRows(tx, inboxId)
    if (gist(before, tx.now) !== gist(after, tx.now)) announceChange(tx, inboxId, { health: true })
  })

/** Writes by which permission an island signs in, and until when. */
export const noteAccess = (
  db: WorkspaceDb,
  inboxId: string,
  { renewedAt, endsAt, words }: Access,
): Promise<void> =>
  db.tx(async (tx) => {
    const [before] = await watchRows(tx, inboxId)
    await putAccess(tx, inboxId, {
      accessRenewedAt: renewedAt,
      accessEndsAt: endsAt ?? null,
      accessWords: words,
    })
    const [after] = await watchRows(tx, inboxId)
    if (gist(before, tx.now) !== gist(after, tx.now)) announceChange(tx, inboxId, { health: true })
  })
