import type { Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import {
  addCustomers,
  addressKey,
  fillInCustomers,
  ownersOf,
  standingNames,
  type NewCustomer,
} from '../../customers/index.ts'
import { keyOf } from '../keys.ts'
import type { Person } from '../neutral.ts'
import { addressesOf, type PersonAddress } from '../person-addresses.ts'
import { importedByKeys, putImported, type ImportedRow } from '../queries/imported.ts'
import type { Counts, ImportRow } from '../queries/imports.ts'
import { insertIssues } from '../queries/report.ts'

/** A customer has at most so many attributes. */
const MOST_ATTRIBUTES = 100

/**
 * Makes customers of people, or finds them: by what an earlier import made of them, else by their first address. Further ones
 * are added where they are nobody's, and are rows of the report otherwise. Gives what became of how many.
 */
export const makePeople = async (tx: Tx, row: ImportRow, people: readonly Person[]): Promise<Counts> => {
  const [known, owners] = await Promise.all([
    importedByKeys(
      tx,
      'person',
      people.map(({ id }) => keyOf(row, 'person', id)),
    ),
    ownersOf(tx, people.flatMap(addressesOf)),
  ])
  const standing = new Map(
    (
      await standingNames(tx, [...owners.values(), ...[...known.values()].map(({ targetId }) => targetId)])
    ).map((one) => [one.id, one.standingId]),
  )
  const fresh: (NewCustomer & { id: string })[] = []
  const found: { customerId: string; person: Person }[] = []
  const imported: ImportedRow[] = []
  const taken: Taken[] = []
  for (const person of people) {
    const key = keyOf(row, 'person', person.id)
    const before = known.get(key)
    const addresses = addressesOf(person)
    const owner = before?.targetId ?? owners.get(addresses[0]?.key ?? '')
    // Whoever was erased stays away: what an earlier import made of them is known, and nobody is it any more.
    if (before && !standing.has(before.targetId)) continue
    if (owner !== undefined) found.push({ customerId: standing.get(owner) ?? owner, person })
    else {
      const free = addresses.filter(({ key: one }) => !owners.has(one))
      fresh.push({ ...toCustomer(tx.now, row, person, free), id: newId() })
      taken.push(...addresses.filter((one) => !free.includes(one)).map(({ value }) => ({ person, value })))
    }
    const targetId = owner ?? (fresh.at(-1)?.id as string)
    // The next one in the batch with the same first address is the same person.
    for (const { key: one } of addresses) if (!owners.has(one)) owners.set(one, targetId)
    if (!before) imported.push({ kind: 'person', key, targetId, created: owner === undefined, version: null })
  }
  await addCustomers(tx, fresh, { quietly: true })
  const notFilled = await fillInCustomers(
    tx,
    found.map(({ customerId, person }) => ({
      customerId,
      name: person.name,
      kana: person.kana,
      language: languageOf(person),
      attributes: attributesOf(row, person),
      addresses: addressesOf(person),
    })),
  )
  taken.push(...(await ofOthers(tx, found, notFilled)))
  await Promise.all([putImported(tx, row.id, imported), tellTaken(tx, row, taken)])
  return { customers: fresh.length, customersFound: found.length }
}

/** An address that somebody else has. */
interface Taken {
  person: Person
  value: string
}

const languageOf = ({ language }: Person): string | undefined => language?.slice(0, 35)

const attributesOf = (
  { mapping }: ImportRow,
  { attributes = {} }: Person,
): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(attributes)
      .flatMap(([name, value]) => {
        const key = mapping.attributes[name]
        return key === null ? [] : [[(key ?? name).slice(0, 60), value] as const]
      })
      .slice(0, MOST_ATTRIBUTES),
  )

const toCustomer = (
  now: Date,
  row: ImportRow,
  person: Person,
  addresses: readonly PersonAddress[],
): NewCustomer => {
  const [first] = addresses
  const name = person.name?.trim() ?? ''
  const created = person.createdAt === undefined ? now : new Date(person.createdAt)
  return {
    name: name === '' ? (first?.value.split('@')[0] ?? person.id).slice(0, 200) : name.slice(0, 200),
    named: name !== '',
    kana: person.kana,
    language: languageOf(person),
    attributes: attributesOf(row, person),
    identities: addresses,
    createdAt: created > now ? now : created,
  }
}

/** Addresses that could not be added, without those that their customer has already. */
const ofOthers = async (
  tx: Tx,
  found: readonly { customerId: string; person: Person }[],
  notFilled: readonly { row: number; kind: string; value: string }[],
): Promise<Taken[]> => {
  const owners = await ownersOf(tx, notFilled)
  return notFilled.flatMap(({ row, kind, value }) => {
    const one = found[row]
    const owner = owners.get(addressKey({ kind, value }))
    return !one || owner === undefined || owner === one.customerId ? [] : [{ person: one.person, value }]
  })
}

/** An address that belongs to somebody else stays there; whoever imports is told. */
const tellTaken = (tx: Tx, row: ImportRow, taken: readonly Taken[]): Promise<void> =>
  insertIssues(
    tx,
    row.id,
    taken.map(({ person: { name, id }, value }) => ({
      code: 'address-taken',
      place: '',
      subject: name ?? id,
      detail: value,
    })),
  )
