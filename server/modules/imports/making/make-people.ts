import type { Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import {
  addCustomers,
  addressKey,
  EMAIL,
  fillInCustomers,
  ownersOf,
  PHONE,
  standingNames,
  type NewCustomer,
} from '../../customers/index.ts'
import { addressKeysOf } from '../check-import.ts'
import { keyOf } from '../keys.ts'
import type { Person } from '../neutral.ts'
import { importedByKeys, putImported, type ImportedRow } from '../queries/imported.ts'
import type { Counts, ImportRow } from '../queries/imports.ts'
import { insertIssues, type IssueRow } from '../queries/report.ts'

/** A customer has at most so many attributes. */
const MOST_ATTRIBUTES = 100

/**
 * Makes customers of people, or finds them: by what an earlier import made of them, else by their addresses in the order in
 * which they are given. Gives what became of how many.
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
  const fresh: (NewCustomer & { id: string; person: Person })[] = []
  const found: { customerId: string; person: Person }[] = []
  const imported: ImportedRow[] = []
  for (const person of people) {
    const key = keyOf(row, 'person', person.id)
    const before = known.get(key)
    const keys = addressKeysOf(person)
    const owner = before?.targetId ?? keys.map((one) => owners.get(one)).find((one) => one !== undefined)
    // Whoever was erased stays away: what an earlier import made of them is known, and nobody is it any more.
    if (before && !standing.has(before.targetId)) continue
    if (owner !== undefined) found.push({ customerId: standing.get(owner) ?? owner, person })
    else {
      const id = newId()
      fresh.push({ ...toCustomer(tx.now, row, person), id, person })
      // The next one in the batch with the same address is the same person.
      for (const one of keys) owners.set(one, id)
    }
    const targetId = owner ?? (fresh.at(-1)?.id as string)
    if (!before) imported.push({ kind: 'person', key, targetId, created: owner === undefined, version: null })
  }
  await addCustomers(tx, fresh, { quietly: true })
  const taken = await fillInCustomers(
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
  await Promise.all([putImported(tx, row.id, imported), tellTaken(tx, row, found, taken)])
  return { customers: fresh.length, customersFound: found.length }
}

const addressesOf = ({ emails, phones }: Person): { kind: string; value: string }[] => [
  ...emails.map((value) => ({ kind: EMAIL, value })),
  ...phones.map((value) => ({ kind: PHONE, value })),
]

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

const toCustomer = (now: Date, row: ImportRow, person: Person): NewCustomer => {
  const addresses = [...new Map(addressesOf(person).map((one) => [addressKey(one), one])).values()]
  const [first] = addresses
  const name = person.name?.trim() ?? ''
  const created = person.createdAt === undefined ? now : new Date(person.createdAt)
  return {
    name: name === '' ? (first?.value.split('@')[0] ?? person.id).slice(0, 200) : name.slice(0, 200),
    named: name !== '',
    kana: person.kana,
    language: languageOf(person),
    attributes: attributesOf(row, person),
    identities: addresses.filter(({ value }) => value.trim() !== ''),
    createdAt: created > now ? now : created,
  }
}

/** An address that belongs to somebody else stays there; whoever imports is told. */
const tellTaken = async (
  tx: Tx,
  row: ImportRow,
  found: readonly { customerId: string; person: Person }[],
  taken: readonly { row: number; value: string }[],
): Promise<void> => {
  if (taken.length === 0) return
  const owners = await ownersOf(
    tx,
    taken.flatMap(({ value }) => [
      { kind: EMAIL, value },
      { kind: PHONE, value },
    ]),
  )
  const issues = taken.flatMap(({ row: at, value }): Omit<IssueRow, 'id'>[] => {
    const one = found[at]
    const owner =
      owners.get(addressKey({ kind: EMAIL, value })) ?? owners.get(addressKey({ kind: PHONE, value }))
    return !one || owner === undefined || owner === one.customerId
      ? []
      : [
          {
            code: 'address-taken',
            place: '',
            subject: one.person.name ?? one.person.id,
            detail: value,
          },
        ]
  })
  await insertIssues(tx, row.id, issues)
}
