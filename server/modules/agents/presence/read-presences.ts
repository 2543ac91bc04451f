import type { Db } from '../../../kernel/db/index.ts'
import type { Presence } from '../contract-presence.ts'
import { presenceRows, type PresenceRow } from './queries.ts'

/** After this long without an open screen somebody is not here: three of the looks that each process makes. */
export const GONE_MS = 180_000

/** A presence as the API gives it. */
export const toPresence = ({ seenAt, since, ...row }: PresenceRow, now: Date): Presence => ({
  ...row,
  since: since?.toISOString() ?? null,
  here: seenAt !== null && now.getTime() - seenAt.getTime() < GONE_MS,
})

/** What everybody does who may sign in, and whether they are here. */
export const listPresences = async (db: Db): Promise<Presence[]> => {
  const now = db.kernel.clock.now()
  return (await presenceRows(db)).map((row) => toPresence(row, now))
}
