import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { cameBack } from '../conversations/index.ts'
import { addToCounts, settleUses, takeDueUses, type Counted, type DueUse } from './queries/success.ts'

/** For how many days after an answer its customer must not write again, so that it counts as successful. */
const QUIET_DAYS = 7

const DAY_MS = 86_400_000
const PIECE = 200

/** When it can be told what became of a use: it may be sent within a day, and the customer come back within `QUIET_DAYS`. */
export const dueAfter = (at: Date): Date => new Date(at.getTime() + (QUIET_DAYS + 1) * DAY_MS)

const countsOf = (uses: readonly DueUse[], outcomes: ReadonlyMap<string, boolean>): Counted[] => {
  const counts = new Map<string, Counted>()
  for (const { id, templateId, number } of uses) {
    const came = outcomes.get(id)
    if (came === undefined) continue
    const key = `${templateId} ${number}`
    const { measured, returned } = counts.get(key) ?? { measured: 0, returned: 0 }
    counts.set(key, { templateId, number, measured: measured + 1, returned: returned + (came ? 1 : 0) })
  }
  return [...counts.values()]
}

const measurePiece = async (tx: Tx): Promise<number> => {
  const uses = await takeDueUses(tx, PIECE)
  if (uses.length === 0) return 0
  const byPeople = uses.flatMap((use) => (use.agentId === null ? [] : [{ ...use, agentId: use.agentId }]))
  const outcomes = new Map(
    (await cameBack(tx, byPeople, QUIET_DAYS)).map((one) => [one.id, one.cameBack] as const),
  )
  await settleUses(
    tx,
    uses.map(({ id }) => ({ id, cameBack: outcomes.get(id) ?? null })),
  )
  const counts = countsOf(uses, outcomes)
  if (counts.length > 0) await addToCounts(tx, counts)
  return uses.length
}

/**
 * Looks at uses whose time has come, each once, a piece at a time: whether the answer was sent, and whether its customer came back.
 * An answer counts as successful where they wrote nothing, in any conversation, within seven days after it; thanks count as
 * coming back, too, since nothing tells them apart for sure. Uses by nobody, or never sent, count for nothing.
 */
export const measureSuccess = async (db: WorkspaceDb): Promise<void> => {
  while ((await db.tx(measurePiece)) === PIECE);
}
