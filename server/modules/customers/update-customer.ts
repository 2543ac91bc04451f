import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import { checkAttributes, type Attributes } from './check-attributes.ts'
import type { Customer } from './contract.ts'
import { customerChanged } from './events.ts'
import { standingCustomer } from './get-customer.ts'
import { oneLine } from './name-customer.ts'
import { insertChanges, type ChangeRow } from './queries/changes.ts'
import { lockCustomer, updateCustomerRow, type CustomerRow } from './queries/rows.ts'
import { refreshSearchable } from './refresh-searchable.ts'
import { shapeCustomer } from './shape-customer.ts'

/** What agents may change of a customer; what is left out stays, and an attribute set to null is removed. */
export interface CustomerChange {
  name?: string | undefined
  kana?: string | null | undefined
  language?: string | null | undefined
  attributes?: Record<string, Attributes[string] | null> | undefined
}

/** Changes a customer. */
export const updateCustomer = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: CustomerChange,
): Promise<Customer> => {
  demand(caller, 'customers.write')
  // Held first: two agents who set different attributes at once must not undo each other.
  await lockCustomer(tx, id)
  const old = await standingCustomer(tx, caller, id)
  const given = withoutNulls(change.attributes ?? {})
  const attributes = withoutNulls({ ...old.attributes, ...change.attributes })
  if (change.attributes) await checkAttributes(tx, given)
  if (Object.keys(attributes).length > MOST)
    throw invalid('customers.attributes', `A customer has at most ${MOST} attributes.`)
  const name = change.name === undefined ? old.name : oneLine(change.name)
  if (name === '') throw invalid('customers.empty-name', 'The name is empty. Enter one.')
  const kana = change.kana === undefined ? old.kana : oneLine(change.kana ?? '') || null
  const language = change.language === undefined ? old.language : change.language
  await updateCustomerRow(tx, { id, name, kana, language, attributes, named: change.name !== undefined })
  if (name !== old.name || kana !== old.kana) await refreshSearchable(tx, { id, name, kana })
  const whose = { customerId: id, actor: actorOf(caller) }
  await insertChanges(tx, [
    ...changesOf(fieldsOf(old), { name, kana, language }, (key) => ({ ...whose, kind: key as 'name' })),
    ...changesOf(old.attributes, change.attributes ?? {}, (subject) => ({
      ...whose,
      kind: 'attribute',
      subject,
    })),
  ])
  // Only which fields: the log outlives a customer's wish to be forgotten.
  await recordAudit(tx, caller, {
    action: 'customers.update',
    subject: { kind: 'customer', id },
    details: { fields: Object.keys(change), attributes: Object.keys(change.attributes ?? {}) },
  })
  tx.announce(customerChanged({ customerId: id }))
  return shapeCustomer({ ...old, name, kana, language, attributes })
}

const MOST = 100

const fieldsOf = ({ name, kana, language }: CustomerRow) => ({ name, kana, language })

/** A change for each value that differs; of attributes, their keys are the subjects. */
const changesOf = (
  before: Record<string, ChangeRow['to']>,
  after: Record<string, ChangeRow['to']>,
  about: (key: string) => Pick<ChangeRow, 'kind' | 'subject' | 'customerId' | 'actor'>,
): ChangeRow[] =>
  Object.entries(after).flatMap(([key, to = null]) => {
    const from = before[key] ?? null
    return from === to ? [] : [{ ...about(key), from, to }]
  })

const withoutNulls = (values: Record<string, Attributes[string] | null>): Attributes =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Attributes[string]] => entry[1] !== null),
  )
