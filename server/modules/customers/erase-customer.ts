import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressPatternInRaw,
  addressWords,
  NOWHERE,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { getWorkspace } from '../workspace/index.ts'
import { customerChanged } from './events.ts'
import { standingCustomer } from './get-customer.ts'
import { refreshSearchable } from './refresh-searchable.ts'
import { refuseUnderWay } from './refuse-under-way.ts'
import { holdFields, memberRows, writeFields } from './queries/merge.ts'
import {
  addressesOfAll,
  attributesWith,
  blankChangesOf,
  blankChangesWith,
  blankCustomers,
  deleteChangesOf,
  deleteClaims,
  deleteIdentitiesOf,
  deleteMergesOf,
  deleteNotesOf,
  deletePairsOf,
  namedWith,
  notesWith,
  writeAttributes,
  writeNote,
} from './queries/erase.ts'

/** How somebody is called of whom nothing is left, in the workspace's language. */
export const erasedName = async (db: Db): Promise<string> =>
  (await getWorkspace(db)).language === 'ja' ? '削除済みのお客様' : 'Erased customer'

/**
 * Holds a customer in sight with all who were merged into them, and says by what traces of them are found. Throws
 * `conflict` for one who was erased or merged, and while a merge of theirs is under way.
 */
export const holdPerson = async (
  tx: Tx,
  caller: Caller,
  customerId: string,
): Promise<Person & { shown: string }> => {
  await holdFields(tx, [customerId])
  const { name: shown } = await standingCustomer(tx, caller, customerId)
  const members = (await memberRows(tx, customerId)).map(({ id }) => id)
  const rows = await holdFields(tx, [customerId, ...members])
  const ids = rows.map(({ id }) => id)
  await refuseUnderWay(tx, ids)
  return {
    shown,
    ids,
    addresses: await addressesOfAll(tx, ids),
  }
}

/**
 * Takes away who a person was: name, attributes, addresses, claims, notes, history, merges. Their rows and numbers stay,
 * and whoever writes from one of the addresses is a new customer from now on.
 */
export const forgetPerson = async (
  tx: Tx,
  { ids, addresses }: Pick<Person, 'ids' | 'addresses'>,
): Promise<Counts> => {
  const name = await erasedName(tx)
  const counts = {
    identities: await deleteIdentitiesOf(tx, ids),
    claims: await deleteClaims(tx, ids, addresses),
    notes: await deleteNotesOf(tx, ids),
    changes: await deleteChangesOf(tx, ids),
    merges: await deleteMergesOf(tx, ids),
    customers: await blankCustomers(tx, ids, name),
  }
  await blankChangesOf(tx, ids, name)
  await deletePairsOf(tx, ids)
  tx.announce(...ids.map((customerId) => customerChanged({ customerId })))
  return counts
}

/** What is said of them where it is about other customers: notes, values, histories. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  // Whoever had begun to write something of them before it was asked for has written it by now.
  const late = await forgetPerson(tx, { ids: who.ids, addresses: [] })
  const words = addressWords(who)
  const pattern = addressPattern(words)
  if (!pattern) return late
  const clean = (text: string): string => text.replace(pattern, NOWHERE)
  const notes = await notesWith(tx, words)
  for (const { id, text } of notes) if (clean(text) !== text) await writeNote(tx, id, clean(text))
  for (const { id, attributes } of await attributesWith(tx, words)) {
    const values = Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === 'string' ? clean(value) : value,
    ])
    await writeAttributes(tx, id, Object.fromEntries(values))
    tx.announce(customerChanged({ customerId: id }))
  }
  // Mail programs put an address where a name belongs, and not always the writer's own.
  for (const row of await holdFields(tx, await namedWith(tx, words))) {
    const name = clean(row.name)
    if (name === row.name) continue
    await writeFields(tx, { ...row, name })
    await refreshSearchable(tx, { ...row, name })
    tx.announce(customerChanged({ customerId: row.id }))
  }
  await blankChangesWith(tx, addressPatternInRaw(words))
  return late
}

/** What customers lose when somebody else is erased, and what came late of that one. */
export const erases: Erasing = { person }
