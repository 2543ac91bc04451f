import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { readCalendars } from '../hours/index.ts'
import { activeInboxes, noteHeard, noteUsual, watchRows } from '../inboxes/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { heardHours, newestSince } from './queries/silence.ts'
import { isSilent, LEARNT_MS, usualOf } from './silence.ts'

/** Arrivals that are kept at the same time get their ids a little apart. */
const OVERLAP_MS = 60_000

/** Learns what inboxes usually hear, from their own arrivals of the last eight weeks. Once a night. */
export const learnUsual = async (db: WorkspaceDb): Promise<void> => {
  const now = db.kernel.clock.now()
  const { timeZone } = await getWorkspace(db)
  const slots = await heardHours(db, idAt(new Date(now.getTime() - LEARNT_MS)), timeZone)
  for (const { id } of await activeInboxes(db)) {
    const usual = usualOf(
      slots.filter(({ inboxId }) => inboxId === id),
      now,
    )
    await noteUsual(db, id, usual)
  }
}

/** Looks which inboxes hear nothing although they usually would. Paused ones are quiet because somebody wants it. */
export const watchSilence = async (db: WorkspaceDb): Promise<void> => {
  const now = db.kernel.clock.now()
  const watches = new Map((await watchRows(db)).map((row) => [row.inboxId, row]))
  const active = await activeInboxes(db)
  const [looked] = active.map(({ id }) => watches.get(id)?.lookedAt ?? null).toSorted(byTime)
  const since = looked ? looked.getTime() - OVERLAP_MS : now.getTime() - LEARNT_MS
  const newest = new Map(
    (await newestSince(db, idAt(new Date(since)))).map(({ inboxId, at }) => [inboxId, at]),
  )
  const [calendars, { timeZone }] = await Promise.all([readCalendars(db), getWorkspace(db)])
  for (const { id } of active) {
    const watch = watches.get(id)
    const heardAt = newest.get(id) ?? watch?.heardAt ?? null
    // While it was paused it could hear nothing.
    const since = heardAt && new Date(Math.max(heardAt.getTime(), watch?.resumedAt?.getTime() ?? 0))
    const silent =
      since !== null &&
      watch?.usual != null &&
      isSilent(watch.usual, since, now, { ...calendars.of({ inboxId: id }), timeZone })
    await noteHeard(db, id, { heardAt, silentSince: silent ? since : null }, now)
  }
}

/** Those of which nothing is known come first: for them everything is looked through. */
const byTime = (a: Date | null, b: Date | null): number => (a?.getTime() ?? 0) - (b?.getTime() ?? 0)
