import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { oneLine } from './name-customer.ts'
import { deleteAttributeRow, putAttribute, type AttributeRow } from './queries/attributes.ts'

/** Defines a custom attribute of customers, or changes its definition. */
export const saveAttribute = async (tx: Tx, caller: Caller, input: AttributeRow): Promise<AttributeRow> => {
  demand(caller, 'settings.write')
  const choices = [
    ...new Set(input.choices.map((choice) => oneLine(choice)).filter((choice) => choice !== '')),
  ]
  const row = { ...input, label: oneLine(input.label), choices: input.type === 'choice' ? choices : [] }
  if (row.label === '') throw invalid('customers.empty-label', 'The attribute has no name. Enter one.')
  if (row.type === 'choice' && choices.length === 0) {
    throw invalid('customers.no-choices', 'A choice needs at least one value to choose. Enter some.')
  }
  await putAttribute(tx, row)
  await recordAudit(tx, caller, {
    action: 'customers.save-attribute',
    subject: { kind: 'customer-attribute', id: row.key },
    details: { ...row },
  })
  return row
}

/** Removes a definition; values stay with the customers. */
export const deleteAttribute = async (tx: Tx, caller: Caller, key: string): Promise<void> => {
  demand(caller, 'settings.write')
  if ((await deleteAttributeRow(tx, key)) === 0) {
    throw notFound('customers.no-attribute', 'There is no such attribute.')
  }
  await recordAudit(tx, caller, {
    action: 'customers.delete-attribute',
    subject: { kind: 'customer-attribute', id: key },
  })
}
