import type { Tx } from '../../kernel/db/index.ts'
import { listenTo } from '../../kernel/events/index.ts'
import { defineJob, handles } from '../../kernel/jobs/index.ts'
import { searchQuery } from '../../kernel/search-text.ts'
import type { Attributes } from './check-attributes.ts'
import { customerChanged, customerCreated } from './events.ts'
import { claimPairs, insertPairs, namesakeRows, standingFields, type FoundPair } from './queries/suggest.ts'
import type { FieldsRow } from './queries/merge.ts'
import { foldedName } from './take-over.ts'

/** So many customers are looked at in one run. */
const MOST = 500
/** What has fewer digits is shared by too many to say anything: a town, a rank. */
const FEWEST_DIGITS = 3

/** Looks for others who may be the same person. */
const suggestJob = defineJob<{ customerIds: string[] }>('customers.suggest-merges', { maxAttempts: 5 })

/** Whoever became known, or changed, is looked at by a job: finding takes longer than a listener may. */
export const onKnown = listenTo('customers', [customerCreated, customerChanged], (tx, events) => {
  const ids = [...new Set(events.map(({ payload }) => (payload as { customerId: string }).customerId))]
  if (ids.length > 0) tx.job(suggestJob, { customerIds: ids.slice(0, MOST) })
  return Promise.resolve()
})

/** What runs in the background. */
export const jobs = [
  handles(suggestJob, ({ customerIds }, { db }) => db.tx((tx) => suggestMerges(tx, customerIds))),
]

/**
 * Suggests who of some customers may be the same person as another: an address that one has and the other gave, or the same
 * name and reading with one more sign. A pair that was decided on stays decided.
 */
export const suggestMerges = async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
  const pairs = await claimPairs(tx, customerIds)
  for (const one of await standingFields(tx, customerIds)) pairs.push(...(await namesakes(tx, one)))
  if (pairs.length > 0) await insertPairs(tx, pairs)
}

const namesakes = async (tx: Tx, one: FieldsRow): Promise<FoundPair[]> => {
  const query = searchQuery(one.name)
  if (!query) return []
  const others = await namesakeRows(tx, one, query)
  return others
    .filter((other) => foldedName(other.name) === foldedName(one.name))
    .flatMap((other) => {
      const sign = sharedSign(one.attributes, other.attributes)
      if (sign === undefined) return []
      const [a, b] = one.id < other.id ? [one, other] : [other, one]
      return [{ a: a.id, b: b.id, reason: 'name' as const, shared: sign, proven: false }]
    })
}

/** A text that both have and that means something: an order, a street with its house, a birthday. Amounts are no sign. */
const sharedSign = (one: Attributes, other: Attributes): string | undefined =>
  Object.entries(one)
    .filter(([key, value]) => other[key] === value)
    .map(([, value]) => value)
    .find((value) => typeof value === 'string' && (value.match(/\p{Nd}/gu)?.length ?? 0) >= FEWEST_DIGITS) as
    | string
    | undefined
