import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import type { Harassment, HarassmentKind } from '../contract-harassment.ts'
import { putExposed, saveHarassment, type HarassmentRow } from '../queries/harassments.ts'
import { limitsOf } from '../queries/limits.ts'
import { demandRecord, demandStanding, todayOf } from './demand-record.ts'
import { recordStep } from './record-step.ts'
import { exposedIn, saidBy } from './report-harassment.ts'
import { toHarassment } from './shape.ts'

/** Throws unless a day of review is still to come. */
export const demandLater = async (tx: Tx, day: string | null): Promise<void> => {
  if (day !== null && day <= (await todayOf(tx)))
    throw invalid('care.review-past', 'Choose a day after today on which somebody looks again.')
}

const keep = async (
  tx: Tx,
  caller: Caller,
  row: HarassmentRow,
  step: Parameters<typeof recordStep>[3],
): Promise<Harassment> => {
  await saveHarassment(tx, row)
  await recordStep(tx, caller, row, step)
  return toHarassment(tx, await demandRecord(tx, caller, row.id))
}

/** Changes what a record says it was, who bore it, and when somebody looks at it again. */
export const updateHarassment = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: {
    kinds?: HarassmentKind[] | undefined
    summary?: string | undefined
    exposed?: string[] | undefined
    reviewOn?: string | null | undefined
  },
): Promise<Harassment> => {
  demand(caller, 'harassment.handle')
  const before = await demandRecord(tx, caller, id)
  demandStanding(before)
  const after = { ...before }
  if (change.kinds) after.kinds = [...new Set(change.kinds)]
  if (change.summary !== undefined) after.summary = saidBy(change.summary)
  if (change.reviewOn !== undefined && change.reviewOn !== before.reviewOn) {
    await demandLater(tx, change.reviewOn)
    after.reviewOn = change.reviewOn
  }
  if (change.exposed) {
    after.exposed = await exposedIn(tx, change.exposed)
    await putExposed(tx, id, after.exposed)
  }
  const names = (['kinds', 'summary', 'reviewOn', 'exposed'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  if (names.length === 0) return toHarassment(tx, before)
  return keep(tx, caller, after, { step: 'changed', details: { fields: names } })
}

/** Says whether it was harassment. A dismissed record is closed by that, and nobody is counted as exposed by it. */
export const decideHarassment = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { confirmed, reason, reviewOn }: { confirmed: boolean; reason: string; reviewOn: string | null },
): Promise<Harassment> => {
  demand(caller, 'harassment.handle')
  const row = await demandRecord(tx, caller, id)
  if (row.state !== 'reported')
    throw conflict('care.decided', 'It was decided about this record already. Open it again first.')
  await demandLater(tx, reviewOn)
  const decision = saidBy(reason)
  const after: HarassmentRow = {
    ...row,
    state: confirmed ? 'confirmed' : 'dismissed',
    decision,
    decidedBy: caller.id ?? null,
    decidedAt: tx.now,
    reviewOn: confirmed ? reviewOn : null,
    closedAt: confirmed ? null : tx.now,
    closedBy: confirmed ? null : (caller.id ?? null),
  }
  return keep(tx, caller, after, { step: confirmed ? 'confirmed' : 'dismissed', words: decision })
}

/** Closes a record. Throws `conflict` while it limits somebody, or an appeal waits. */
export const closeHarassment = async (
  tx: Tx,
  caller: Caller,
  id: string,
  reason: string,
): Promise<Harassment> => {
  demand(caller, 'harassment.handle')
  const row = await demandRecord(tx, caller, id)
  demandStanding(row)
  if (row.state === 'reported') throw conflict('care.undecided', 'Decide first whether it was harassment.')
  if (row.state === 'appealed') throw conflict('care.appeal-waits', 'An appeal waits. Decide on it first.')
  if ((await limitsOf(tx, [id])).some(({ liftedAt }) => liftedAt === null))
    throw conflict('care.limit-stands', 'A limit on contact stands. Lift it before you close the record.')
  const after: HarassmentRow = {
    ...row,
    state: 'closed',
    reviewOn: null,
    closedAt: tx.now,
    closedBy: caller.id ?? null,
  }
  return keep(tx, caller, after, { step: 'closed', words: saidBy(reason) })
}

/** Opens a closed record again as it was, and a dismissed one to be decided anew. */
export const reopenHarassment = async (
  tx: Tx,
  caller: Caller,
  id: string,
  reason: string,
): Promise<Harassment> => {
  demand(caller, 'harassment.handle')
  const row = await demandRecord(tx, caller, id)
  if (row.state !== 'closed' && row.state !== 'dismissed')
    throw conflict('care.record-open', 'This record is open already.')
  const after: HarassmentRow = {
    ...row,
    state: row.state === 'closed' ? 'confirmed' : 'reported',
    closedAt: null,
    closedBy: null,
  }
  return keep(tx, caller, after, { step: 'reopened', words: saidBy(reason) })
}
