import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { dropSettledGaps } from './queries/gaps.ts'

/** How long it is shown that a gap was fetched after all, or had gone. */
const SHOWN_MS = 30 * 86_400_000

/** Forgets gaps that came to an end long ago; gives how many. */
export const sweepGaps = (db: WorkspaceDb): Promise<number> =>
  dropSettledGaps(db, new Date(db.kernel.clock.now().getTime() - SHOWN_MS))
