import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { changedFields, recordAudit, type Audited } from '../../audit/index.ts'
import type { EscalationType, EscalationTypeInput } from '../contract-partners.ts'
import { partnersChanged } from '../events.ts'
import { holdType, insertType, removeType, typeRows, writeType } from '../queries/partners.ts'
import { demandPartner } from './save-partner.ts'

const MOST = 100

const nameTaken = (name: string): AppError =>
  conflict('teamwork.type-exists', `There is a kind called “${name}” already. Choose another name.`)

/** A kind of escalation, held. Throws where it was removed. */
export const demandType = async (tx: Tx, id: string): Promise<EscalationType> => {
  const row = await holdType(tx, id)
  if (!row) throw notFound('teamwork.no-type', 'This kind does not exist any more. Choose another one.')
  return row
}

const checked = async (tx: Tx, input: EscalationTypeInput): Promise<EscalationTypeInput> => {
  const name = input.name.trim()
  if (name === '') throw invalid('teamwork.no-name', 'Enter a name.')
  if (input.partnerId !== null) await demandPartner(tx, input.partnerId)
  return { ...input, name }
}

const note = async (
  tx: Tx,
  caller: Caller,
  action: Audited['action'],
  id: string,
  details: object,
): Promise<void> => {
  tx.announce(partnersChanged({}))
  await recordAudit(tx, caller, { action, subject: { kind: 'escalation-type', id }, details: { ...details } })
}

/** Adds a kind of escalation. */
export const createType = async (
  tx: Tx,
  caller: Caller,
  input: EscalationTypeInput,
): Promise<EscalationType> => {
  demand(caller, 'partners.write')
  if ((await typeRows(tx)).length >= MOST)
    throw invalid('teamwork.too-many-types', `There are ${MOST} already. Remove some that nobody uses.`)
  const row = { id: newId(), ...(await checked(tx, input)) }
  if (!(await insertType(tx, row))) throw nameTaken(row.name)
  const { id, ...details } = row
  await note(tx, caller, 'teamwork.create-escalation-type', id, details)
  return row
}

/** Replaces a kind of escalation. */
export const updateType = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: EscalationTypeInput,
): Promise<EscalationType> => {
  demand(caller, 'partners.write')
  const { id: _, ...before } = await demandType(tx, id)
  const after = await checked(tx, input)
  const row = { id, ...after }
  if (!(await writeType(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'teamwork.update-escalation-type', id, {
    name: row.name,
    ...changedFields(before, after),
  })
  return row
}

/** Removes a kind of escalation. */
export const deleteType = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'partners.write')
  const { name } = await demandType(tx, id)
  await removeType(tx, id)
  await note(tx, caller, 'teamwork.delete-escalation-type', id, { name })
}
