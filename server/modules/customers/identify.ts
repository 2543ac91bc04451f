import type { Tx } from '../../kernel/db/index.ts'
import type { Arriver, Identified, KnownIdentity, Person, Plan } from './arriver.ts'
import { customerChanged, customerCreated } from './events.ts'
import { followOn, mergedAway } from './follow-merge.ts'
import { clearBounced } from './mark-bounced.ts'
import { identityKey } from './normalise-identity.ts'
import { identitiesOf, planArrivals } from './plan-arrivals.ts'
import { insertChanges } from './queries/changes.ts'
import { finishArrivals, insertNewcomers, knownIdentities } from './queries/identify.ts'
import { searchable } from './search-customers.ts'

/**
 * Finds out who wrote, for a batch at once, in its order; strangers become customers. The first address decides. A
 * further one leads to its customer only when the channel proved it, is added when it is free, and is otherwise kept
 * as a claim: nothing is ever taken from another customer. One statement when everybody is known and was seen within
 * the minute, three at most otherwise, and one for what is learned of people known before (one more when another
 * process met the same stranger in the same moment).
 */
export const identify = async (tx: Tx, arrivers: readonly Arriver[]): Promise<Identified[]> => {
  if (arrivers.length === 0) return []
  const known = await knownIdentities(tx, identitiesOf(arrivers))
  await clearBounced(tx, cameBack(arrivers, known))
  const plan = planArrivals(arrivers, known, tx.now)
  const elsewhere = await welcome(tx, plan)
  const idOf = (person: Person): string => elsewhere.get(person)?.customerId ?? person.id
  await finish(tx, plan, idOf)
  announce(tx, plan, elsewhere)
  return plan.writers.map((person) => {
    const other = elsewhere.get(person)
    return {
      customerId: idOf(person),
      name: other?.name ?? person.name,
      created: person.created && !other,
    }
  })
}

/** Addresses that mail did not reach and that somebody now wrote from. */
const cameBack = (arrivers: readonly Arriver[], known: readonly KnownIdentity[]): string[] => {
  const bounced = known.filter((row) => row.bounced)
  if (bounced.length === 0) return []
  const writers = new Set(
    identitiesOf(arrivers.map((one) => ({ ...one, addresses: one.addresses.slice(0, 1) }))).map(identityKey),
  )
  return bounced.filter((row) => writers.has(identityKey(row))).map(({ identityId }) => identityId)
}

/** Makes the new customers. Gives those whom another process made in the same moment, with what it made. */
const welcome = async (tx: Tx, { created }: Plan): Promise<Map<Person, KnownIdentity>> => {
  const elsewhere = new Map<Person, KnownIdentity>()
  if (created.length === 0) return elsewhere
  const made = await insertNewcomers(
    tx,
    created.map((newcomer) => ({ ...newcomer, searchable: searchable([newcomer.person.name], [newcomer]) })),
  )
  const taken = created.filter(({ person }) => !made.has(person.id))
  if (taken.length === 0) return elsewhere
  const owners = await knownIdentities(tx, taken)
  for (const { person, kind, valueKey } of taken) {
    const owner = owners.find((row) => row.kind === kind && row.valueKey === valueKey)
    // The address was there a moment ago; if it is gone again, the whole batch is simply tried again.
    if (!owner) throw Object.assign(new Error('an address changed hands'), { code: '40001' })
    elsewhere.set(person, owner)
  }
  return elsewhere
}

const finish = async (tx: Tx, plan: Plan, idOf: (person: Person) => string): Promise<void> => {
  const { attached, proven, claims, links, told, touched } = plan
  if (attached.length + proven.size + claims.length + links.length + touched.size === 0) return
  const finished = finishArrivals(tx, {
    attached: attached.map((identity) => ({ ...identity, customerId: idOf(identity.person) })),
    proven,
    claims: claims.map((claim) => ({ ...claim, customerId: idOf(claim.person) })),
    links: links.map(({ person, ...link }) => ({ ...link, customerId: idOf(person) })),
    touched: [...touched].map(([person, touch]) => ({
      ...touch,
      customerId: idOf(person),
      searchable: searchable([touch.name], touch.identities),
    })),
  })
  const changes = told.map(({ person, ...change }) => ({
    ...change,
    customerId: person.id,
    actor: { kind: 'customer' as const, id: person.id, name: person.name },
  }))
  const [known] = await Promise.all([finished, insertChanges(tx, changes)])
  await followOn(tx, mergedAway(known))
}

const announce = (tx: Tx, plan: Plan, elsewhere: ReadonlyMap<Person, KnownIdentity>): void => {
  const created = plan.created.map(({ person }) => person).filter((person) => !elsewhere.has(person))
  tx.announce(...created.map(({ id }) => customerCreated({ customerId: id })))
  const changed = new Set([
    ...[...plan.touched]
      .filter(([, { name, identities }]) => name || identities.length > 0)
      .map(([person]) => person),
    ...plan.claims.map(({ person }) => person),
    ...plan.links.map(({ person }) => person),
  ])
  for (const person of changed) {
    if (!person.created) tx.announce(customerChanged({ customerId: person.id }))
  }
}
