import { randomBytes } from 'node:crypto'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, forbidden, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Variables } from '../../../kernel/variables/index.ts'
import { isRefusal } from '../../templates/index.ts'
import type { ContactLimit, ContactTerms } from '../contract-limits.ts'
import { demandRecord } from '../harassment/demand-record.ts'
import { recordStep } from '../harassment/record-step.ts'
import { saidBy } from '../harassment/report-harassment.ts'
import { toLimit } from '../harassment/shape.ts'
import { demandLater } from '../harassment/update-harassment.ts'
import type { HarassmentRow } from '../queries/harassments.ts'
import {
  holdLimit,
  insertLimit,
  liftLimits,
  setReview,
  standingCustomer,
  standingLimits,
  type LimitRow,
} from '../queries/limits.ts'
import { tellCustomer } from './tell-customer.ts'

type Terms = Omit<ContactTerms, 'tell' | 'reason' | 'reviewOn' | 'templateId'>

/** What a limit says, with nothing in it that a block makes void. Throws `invalid` for one that limits nothing. */
const termsOf = ({ block, channels, most, periodDays, hours }: Terms): Terms => {
  if (block) return { block, channels: null, most: null, periodDays: null, hours: null }
  if (channels === null && most === null && hours === null)
    throw invalid('care.no-limit', 'This limits nothing. Choose channels, a number, hours, or a block.')
  if ((most === null) !== (periodDays === null))
    throw invalid('care.no-period', 'Say how many messages, and in how many days.')
  if (channels?.length === 0 || most === 0)
    throw invalid('care.limit-is-block', 'Nothing could come through. Block the customer instead.')
  if (hours && hours.from >= hours.to)
    throw invalid('care.no-hours', 'The end of the hours must be later than their beginning.')
  return { block, channels, most, periodDays, hours }
}

/** The link by which somebody appeals names the workspace, so that it is found without being signed in. */
const newToken = (workspaceId: number): string =>
  `${workspaceId.toString(36)}-${randomBytes(24).toString('base64url')}`

const demandApproved = async (tx: Tx, templateId: string | null): Promise<void> => {
  if (templateId !== null && !(await isRefusal(tx, templateId)))
    throw invalid(
      'care.no-refusal',
      'This text is not approved as a refusal, has expired or was put away. Choose another one.',
    )
}

/** A limit, held; throws `not-found` where it is none, or its record is out of sight. */
export const demandLimit = async (
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<{ limit: LimitRow; record: HarassmentRow }> => {
  const limit = await holdLimit(tx, id)
  if (!limit) throw notFound('care.no-such-limit', 'There is no such limit.')
  return { limit, record: await demandRecord(tx, caller, limit.harassmentId) }
}

/** The same of one that stands. */
const demandStandingLimit = async (tx: Tx, caller: Caller, id: string) => {
  const found = await demandLimit(tx, caller, id)
  if (found.limit.liftedAt !== null) throw conflict('care.limit-lifted', 'This limit was lifted already.')
  return found
}

const shown = async (tx: Tx, id: string): Promise<ContactLimit> =>
  toLimit((await holdLimit(tx, id)) as LimitRow)

/**
 * Limits how the customer of a confirmed record may write to us, or blocks them. What stood for them before, by whichever record,
 * ends with it: two limits at once would be understood by nobody.
 */
export const setContactLimit = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  harassmentId: string,
  { tell, reason, reviewOn, templateId, ...wanted }: ContactTerms,
): Promise<ContactLimit> => {
  demand(caller, 'harassment.handle')
  const { id: setBy } = caller
  if (setBy === undefined) throw forbidden('care.no-person', 'Only a person can limit a customer’s contact.')
  const record = await demandRecord(tx, caller, harassmentId)
  if (wanted.block) demand(caller, 'harassment.block')
  if (record.state !== 'confirmed')
    throw conflict(
      'care.not-confirmed',
      'Contact is limited on a confirmed record alone. Decide on it, or on the appeal, first.',
    )
  const terms = termsOf(wanted)
  await demandLater(tx, reviewOn)
  await demandApproved(tx, templateId)
  if (tell && templateId === null)
    throw invalid('care.tell-what', 'Choose an approved text with which the customer is told.')
  const customerId = (await standingCustomer(tx, record.customerId)) ?? record.customerId
  const before = await standingLimits(tx, [customerId])
  // A block is not turned into less by whoever may not block.
  if (before.some(({ block }) => block)) demand(caller, 'harassment.block')
  await liftLimits(
    tx,
    before.map(({ id }) => id),
    setBy,
  )
  const id = newId()
  await insertLimit(tx, {
    id,
    harassmentId,
    customerId,
    ...terms,
    reason: saidBy(reason),
    reviewOn,
    templateId,
    token: newToken(tx.workspaceId),
    setBy,
  })
  await recordStep(tx, caller, record, {
    step: terms.block ? 'blocked' : 'limited',
    words: reason.trim(),
    details: { limitId: id, ...terms, reviewOn },
  })
  if (tell) await tellCustomer(tx, variables, (await holdLimit(tx, id)) as LimitRow, null)
  return shown(tx, id)
}

/** Lifts a limit. What is held stays held until somebody lets it in. */
export const liftContactLimit = async (
  tx: Tx,
  caller: Caller,
  id: string,
  reason: string,
): Promise<ContactLimit> => {
  demand(caller, 'harassment.handle')
  const { limit, record } = await demandStandingLimit(tx, caller, id)
  if (limit.block) demand(caller, 'harassment.block')
  if (record.state === 'appealed') throw conflict('care.appeal-waits', 'An appeal waits. Decide on it first.')
  await liftLimits(tx, [id], caller.id ?? null)
  await recordStep(tx, caller, record, {
    step: 'lifted',
    words: saidBy(reason),
    details: { limitId: id, block: limit.block },
  })
  return shown(tx, id)
}

/** Says that a limit is still needed, why, and when somebody looks again. */
export const reviewContactLimit = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { reason, reviewOn }: { reason: string; reviewOn: string },
): Promise<ContactLimit> => {
  demand(caller, 'harassment.handle')
  const { limit, record } = await demandStandingLimit(tx, caller, id)
  if (limit.block) demand(caller, 'harassment.block')
  await demandLater(tx, reviewOn)
  await setReview(tx, id, reviewOn)
  await recordStep(tx, caller, record, {
    step: 'reviewed',
    words: saidBy(reason),
    details: { limitId: id, reviewOn },
  })
  return shown(tx, id)
}
