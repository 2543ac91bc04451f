import type { Gap } from '../../channels/channel.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { dropGaps, gapRows, moveGaps, putGaps, type GapRow } from './queries/gaps.ts'
import { announceChange } from './save-inbox.ts'

const MOST = 1000
const MAX_REASON = 500

/** Puts what could not be fetched into the list that people see. */
export const noteGaps = (db: WorkspaceDb, inboxId: string, gaps: readonly Gap[]): Promise<void> =>
  db.tx(async (tx) => {
    if (gaps.length === 0) return
    // One statement takes each key once.
    const rows = new Map(gaps.map((gap) => [gap.key, { ...gap, arrivedAt: gap.arrivedAt ?? null }]))
    await putGaps(
      tx,
      inboxId,
      [...rows.values()].map((gap) => ({
        ...gap,
        reason: cutText(gap.reason.replaceAll('\0', ''), MAX_REASON),
      })),
    )
    announceChange(tx, inboxId, { health: true })
  })

/** What became of gaps; `renumbered` ones are looked for under other keys and leave the list. */
export const settleGaps = (
  db: WorkspaceDb,
  inboxId: string,
  keys: readonly string[],
  outcome: 'fetched' | 'gone' | 'renumbered',
): Promise<void> =>
  db.tx(async (tx) => {
    const count =
      outcome === 'renumbered'
        ? await dropGaps(tx, inboxId, keys)
        : await moveGaps(tx, inboxId, { from: ['open', 'wanted', 'dismissed'], to: outcome, keys })
    if (count > 0) announceChange(tx, inboxId, { health: true })
  })

const toGap = ({ key, reason, attempts, arrivedAt }: GapRow): Gap => ({
  key,
  reason,
  attempts,
  ...(arrivedAt ? { arrivedAt } : {}),
})

/** Gaps of an inbox that somebody asked to be fetched again. */
export const wantedGaps = async (db: WorkspaceDb, inboxId: string): Promise<Gap[]> =>
  (await gapRows(db, inboxId, { states: ['wanted'], limit: MOST })).map(toGap)

/** All gaps of an inbox that nobody dealt with. */
export const openGaps = async (db: WorkspaceDb, inboxId: string): Promise<Gap[]> => {
  const found: Gap[] = []
  for (let after: string | null = null; ; ) {
    const page = await gapRows(db, inboxId, { states: ['open', 'wanted'], after, limit: MOST })
    found.push(...page.map(toGap))
    if (page.length < MOST) return found
    after = page.at(-1)?.key ?? null
  }
}
