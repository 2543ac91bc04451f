import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { MergePreview } from './contract.ts'
import { standingCustomer } from './get-customer.ts'
import { identityRows } from './queries/identities.ts'
import { inboxesOf } from './queries/links.ts'
import { fieldRows, isUnderWay, type FieldsRow } from './queries/merge.ts'
import { noteRows } from './queries/notes.ts'
import { isLocked } from './queries/suggestions.ts'
import { shapeCustomer } from './shape-customer.ts'
import { takeOver, withTaken, type Fields } from './take-over.ts'

/** What merging a customer into another would do. Both must be in sight. */
export const previewMerge = async (
  db: Db,
  caller: Caller,
  { survivorId, mergedId }: { survivorId: string; mergedId: string },
): Promise<MergePreview> => {
  demand(caller, 'customers.merge')
  if (survivorId === mergedId)
    throw invalid('customers.merge-self', 'This is the same customer. Choose another one.')
  const survivor = await standingCustomer(db, caller, survivorId)
  const merged = await standingCustomer(db, caller, mergedId)
  const [fields, own, theirs, notes, linked, locked, underWay] = await Promise.all([
    fieldRows(db, [survivorId, mergedId]),
    identityRows(db, survivorId),
    identityRows(db, mergedId),
    noteRows(db, mergedId),
    inboxesOf(db, [survivorId, mergedId]),
    isLocked(db, survivorId, mergedId),
    isUnderWay(db, [survivorId, mergedId]),
  ])
  const of = (id: string): FieldsRow => fields.find((row) => row.id === id) as FieldsRow
  const result = withTaken(of(survivorId), takeOver(of(survivorId), of(mergedId)))
  return {
    survivor: shapeCustomer(survivor),
    merged: shapeCustomer(merged),
    result: {
      name: result.name,
      kana: result.kana,
      language: result.language,
      attributes: result.attributes,
    },
    differing: differingOf(result, of(mergedId)),
    moves: {
      addresses: theirs.map(({ value }) => value),
      notes: notes.length,
      conversations: merged.conversationCount,
    },
    inboxes: inboxesApart(linked.map(({ inboxIds }) => inboxIds)),
    unproven: [...own, ...theirs].filter(({ claimed }) => claimed).map(({ value }) => value),
    locked,
    underWay,
  }
}

/** Inboxes that only one of the two belongs to; 0 where one belongs to none, which everybody sees already. */
const inboxesApart = ([one = [], other = []]: string[][]): number =>
  one.length === 0 || other.length === 0
    ? 0
    : new Set([...one.filter((id) => !other.includes(id)), ...other.filter((id) => !one.includes(id))]).size

const differingOf = (result: Fields, merged: Fields): MergePreview['differing'] => {
  const pairs: [
    string,
    MergePreview['differing'][number]['kept'],
    MergePreview['differing'][number]['kept'],
  ][] = [
    ['name', result.name, merged.name],
    ['kana', result.kana, merged.kana],
    ['language', result.language, merged.language],
    ...Object.entries(merged.attributes).map(
      ([key, value]) =>
        [`attributes.${key}`, result.attributes[key] ?? null, value] as [
          string,
          typeof value | null,
          typeof value,
        ],
    ),
  ]
  return pairs
    .filter(([, kept, other]) => other !== null && kept !== other)
    .map(([field, kept, other]) => ({ field, kept, other }))
}
