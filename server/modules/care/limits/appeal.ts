import { demand, systemCaller, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { languageOf } from '../../customers/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import type { Appeal, AppealDesk } from '../contract-limits.ts'
import { appealMade } from '../events.ts'
import { demandRecord } from '../harassment/demand-record.ts'
import { recordStep } from '../harassment/record-step.ts'
import { saidBy } from '../harassment/report-harassment.ts'
import { toAppeal } from '../harassment/shape.ts'
import { demandLater } from '../harassment/update-harassment.ts'
import { appealsOf, hasOpenAppeal, holdAppeal, insertAppeal, settleAppeal } from '../queries/appeals.ts'
import { saveHarassment, type HarassmentRow } from '../queries/harassments.ts'
import { holdLimitByToken, liftLimits, limitByToken, setReview, type LimitRow } from '../queries/limits.ts'
import { decidersBeside } from '../queries/people.ts'
import { demandLimit } from './set-limit.ts'

const noDesk = () => notFound('care.no-appeal', 'This link leads nowhere. Check that it is whole.')

/** The workspace that a link names; undefined where it names none. */
export const workspaceIn = (token: string): number | undefined => {
  const [text = ''] = token.split('-', 1)
  const id = /^[0-9a-z]{1,10}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

const deskOf = async (db: Db, limit: LimitRow, waits: boolean): Promise<AppealDesk> => {
  const [workspace, spoken] = await Promise.all([getWorkspace(db), languageOf(db, limit.customerId)])
  return {
    brand: workspace.name,
    language: (spoken ?? workspace.language).toLowerCase().startsWith('ja') ? 'ja' : 'en',
    state: limit.liftedAt !== null ? 'over' : waits ? 'waiting' : 'open',
  }
}

/** What whoever appeals is shown: whether they can. Nothing of the record, nor whose it is. */
export const getAppealDesk = async (db: Db, token: string): Promise<AppealDesk> => {
  const limit = await limitByToken(db, token)
  if (!limit) throw noDesk()
  return deskOf(db, limit, await hasOpenAppeal(db, limit.id))
}

/** Keeps an appeal and opens the record again; throws `conflict` while one waits or where nothing stands any more. */
const takeAppeal = async (
  tx: Tx,
  caller: Caller,
  { limit, record }: { limit: LimitRow; record: HarassmentRow },
  { words, notedBy }: { words: string; notedBy: string | null },
): Promise<string> => {
  if (limit.liftedAt !== null) throw conflict('care.limit-lifted', 'This limit was lifted already.')
  if (await hasOpenAppeal(tx, limit.id))
    throw conflict('care.appeal-waits', 'An appeal waits already. It is decided first.')
  const id = newId()
  await insertAppeal(tx, { id, limitId: limit.id, words: saidBy(words), notedBy })
  await saveHarassment(tx, { ...record, state: 'appealed', closedAt: null, closedBy: null })
  await recordStep(tx, caller, record, { step: 'appealed', details: { appealId: id, limitId: limit.id } })
  const { conversationId, inboxId } = record
  tx.announce(appealMade({ conversationId, inboxId, harassmentId: record.id, appealId: id }))
  return id
}

/** Whoever has the link appeals. */
export const makeAppeal = async (tx: Tx, token: string, words: string): Promise<AppealDesk> => {
  const limit = await holdLimitByToken(tx, token)
  if (!limit) throw noDesk()
  const system = systemCaller(tx.workspaceId)
  const record = await demandRecord(tx, system, limit.harassmentId)
  await takeAppeal(tx, { ...system, name: 'customer' }, { limit, record }, { words, notedBy: null })
  return deskOf(tx, limit, true)
}

const shown = async (tx: Tx, harassmentId: string, id: string): Promise<Appeal> => {
  const row = (await appealsOf(tx, [harassmentId])).find((one) => one.id === id)
  if (!row) throw new Error(`the appeal ${id} vanished`)
  return toAppeal(row)
}

/** Writes down an appeal that came by letter or telephone. */
export const noteAppeal = async (tx: Tx, caller: Caller, limitId: string, words: string): Promise<Appeal> => {
  demand(caller, 'harassment.handle')
  const found = await demandLimit(tx, caller, limitId)
  const id = await takeAppeal(tx, caller, found, { words, notedBy: caller.id ?? null })
  return shown(tx, found.limit.harassmentId, id)
}

/**
 * Decides on an appeal: the limit stays until another day of review, or is lifted. Where others may decide, too, whoever set the
 * limit leaves it to them.
 */
export const decideAppeal = async (
  tx: Tx,
  caller: Caller,
  appealId: string,
  { outcome, answer, reviewOn }: { outcome: 'upheld' | 'lifted'; answer: string; reviewOn: string | null },
): Promise<Appeal> => {
  demand(caller, 'harassment.handle')
  const appeal = await holdAppeal(tx, appealId)
  if (!appeal) throw notFound('care.no-appeal', 'There is no such appeal.')
  const { limit, record } = await demandLimit(tx, caller, appeal.limitId)
  if (limit.block) demand(caller, 'harassment.block')
  if (appeal.outcome !== null) throw conflict('care.appeal-decided', 'This appeal was decided already.')
  if (caller.id === limit.setBy && (await decidersBeside(tx, limit.setBy, limit.block)))
    throw conflict('care.own-limit', 'You set this limit yourself. Somebody else decides on the appeal.')
  await demandLater(tx, reviewOn)
  await settleAppeal(tx, appealId, { by: caller.id ?? null, outcome, answer: saidBy(answer) })
  if (outcome === 'lifted') await liftLimits(tx, [limit.id], caller.id ?? null)
  else if (reviewOn !== null) await setReview(tx, limit.id, reviewOn)
  await saveHarassment(tx, { ...record, state: 'confirmed' })
  await recordStep(tx, caller, record, {
    step: outcome === 'lifted' ? 'granted' : 'upheld',
    words: answer.trim(),
    details: { appealId, limitId: limit.id },
  })
  return shown(tx, record.id, appealId)
}
