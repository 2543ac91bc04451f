import { newId } from '../../kernel/ids.ts'
import type { Arriver, Attached, KnownIdentity, Person, Plan, Told, Touch } from './arriver.ts'
import { nameOf } from './name-customer.ts'
import { identityKey, normaliseIdentity, type NormalIdentity } from './normalise-identity.ts'

/** An address and whose it is: as the table has it, or as this batch adds it. */
interface Owned {
  person: Person
  verified: boolean
  claimed: boolean
  originId: string | null
  /** Set for an address that the table has already. */
  identityId?: string
}

/** Last seen is kept to the minute: one write for a lively talk instead of one for each message. */
const SEEN_STEP_MS = 60_000

/** Decides who wrote each message and what has to be written. Pure apart from new ids. */
export const planArrivals = (
  arrivers: readonly Arriver[],
  known: readonly KnownIdentity[],
  now: Date,
): Plan => {
  const planner = new Planner(known, now)
  for (const arriver of arrivers) planner.add(arriver)
  return planner.plan
}

/** The addresses of a batch, comparable, each once. */
export const identitiesOf = (arrivers: readonly Arriver[]): NormalIdentity[] => {
  const found = new Map<string, NormalIdentity>()
  for (const arriver of arrivers) {
    for (const identity of normalised(arriver)) found.set(identityKey(identity), identity)
  }
  return [...found.values()]
}

/** An address of an arrival with what the channel proved of it. */
interface Given extends NormalIdentity {
  proven: boolean
}

const normalised = (arriver: Arriver): Given[] => {
  const all = arriver.addresses.map(({ kind, value, unproven }) => ({
    ...normaliseIdentity(kind, value),
    proven: arriver.verified && unproven !== true,
  }))
  const [first, ...rest] = all
  if (!first) throw new Error('an arrival has no address')
  return [first, ...rest.filter(({ valueKey }) => valueKey !== '')]
}

class Planner {
  readonly plan: Plan = {
    writers: [],
    created: [],
    attached: [],
    proven: new Map(),
    claims: [],
    links: [],
    told: [],
    touched: new Map(),
  }
  readonly #owners = new Map<string, Owned>()

  readonly #now: Date

  constructor(known: readonly KnownIdentity[], now: Date) {
    this.#now = now
    const people = new Map<string, Person>()
    for (const row of known) {
      const person = people.get(row.customerId) ?? personOf(row)
      people.set(person.id, person)
      this.#owners.set(identityKey(row), { ...row, person })
    }
  }

  add(arriver: Arriver): void {
    const [first, ...rest] = normalised(arriver) as [Given, ...Given[]]
    const owner = this.#owners.get(identityKey(first))
    const person = owner?.person ?? this.#byProof(rest) ?? this.#create(arriver, first, rest)
    this.plan.writers.push(person)
    const known = this.#owners.get(identityKey(first))
    if (known) this.#prove(known, first.proven)
    else this.#attach(person, { ...first, claimed: false, originId: this.#originBy(rest, person) }, arriver)
    const originId = this.#owners.get(identityKey(first))?.originId ?? null
    for (const identity of rest) this.#further(person, identity, arriver, originId)
    this.#note(person, arriver, originId !== null && originId !== person.id)
  }

  /** A proven arrival joins the customer of another of its addresses; one that was merely claimed leads to nobody. */
  #byProof(rest: readonly Given[]): Person | undefined {
    const owners = rest
      .filter(({ proven }) => proven)
      .map((identity) => this.#owners.get(identityKey(identity)))
    return owners.find((owner) => owner && !owner.claimed)?.person
  }

  /** With whom the address that led to a customer was before they were merged. */
  #originBy(rest: readonly Given[], person: Person): string | null {
    const owners = rest.map((identity) => this.#owners.get(identityKey(identity)))
    return owners.find((owner) => owner?.person === person)?.originId ?? null
  }

  #create(arriver: Arriver, first: Given, rest: readonly Given[]): Person {
    const id = newId()
    const { name, named } = nameOf(arriver, [first, ...rest], id)
    const person: Person = {
      id,
      name,
      named,
      language: arriver.language?.slice(0, 35) ?? null,
      created: true,
      seenAt: arriver.at ?? this.#now,
      inboxIds: new Set([arriver.inboxId]),
      kinds: new Set([first.kind]),
    }
    const identity: Attached = {
      ...first,
      id: newId(),
      person,
      verified: first.proven,
      claimed: false,
      originId: null,
    }
    this.plan.created.push(identity)
    this.plan.links.push({ person, inboxId: arriver.inboxId, byMerge: false })
    this.#owners.set(identityKey(first), identity)
    return person
  }

  #further(person: Person, identity: Given, arriver: Arriver, originId: string | null): void {
    const owner = this.#owners.get(identityKey(identity))
    if (owner?.person === person) {
      if (identity.proven) this.#prove(owner, true)
    } else if (owner) {
      this.plan.claims.push({ ...identity, person })
    } else if (identity.proven || !person.kinds.has(identity.kind)) {
      // Without proof one address of a kind is taken: nobody may reserve the addresses of others by the dozen.
      this.#attach(person, { ...identity, claimed: !identity.proven, originId }, arriver)
    } else {
      this.plan.claims.push({ ...identity, person })
    }
  }

  #attach(
    person: Person,
    given: Given & { claimed: boolean; originId: string | null },
    { inboxId }: Arriver,
  ): void {
    const identity: Attached = { ...given, id: newId(), person, verified: given.proven }
    this.plan.attached.push(identity)
    this.#owners.set(identityKey(given), identity)
    person.kinds.add(given.kind)
    this.#touch(person).identities.push(given)
    this.#tell({ person, kind: 'address-added', subject: given.kind, to: given.value, inboxId })
  }

  /** Whoever writes from an address claims it no longer; a channel's proof stays. */
  #prove(owner: Owned, verified: boolean): void {
    if (!owner.claimed && (owner.verified || !verified)) return
    owner.claimed = false
    owner.verified ||= verified
    if (owner.identityId) this.plan.proven.set(owner.identityId, { verified: owner.verified, claimed: false })
  }

  /** `byMerge`: the address is that of somebody who was merged into this person. */
  #note(person: Person, arriver: Arriver, byMerge: boolean): void {
    if (!person.inboxIds.has(arriver.inboxId)) {
      person.inboxIds.add(arriver.inboxId)
      this.plan.links.push({ person, inboxId: arriver.inboxId, byMerge })
    }
    const at = arriver.at ?? this.#now
    if (at.getTime() - person.seenAt.getTime() >= SEEN_STEP_MS) {
      person.seenAt = at
      this.#touch(person).at = at
    }
    const given = nameOf(arriver, [], person.id)
    if (!person.named && given.named) {
      this.#tell({ person, kind: 'name', from: person.name, to: given.name, inboxId: arriver.inboxId })
      person.named = true
      person.name = given.name
      this.#touch(person).name = given.name
    }
    if (person.language === null && arriver.language) {
      person.language = arriver.language.slice(0, 35)
      this.#touch(person).language = person.language
      this.#tell({ person, kind: 'language', to: person.language, inboxId: arriver.inboxId })
    }
  }

  /** What a stranger brings along belongs to their becoming known. */
  #tell(told: Told): void {
    if (!told.person.created) this.plan.told.push(told)
  }

  #touch(person: Person): Touch {
    let touch = this.plan.touched.get(person)
    if (!touch) {
      touch = { at: person.seenAt, name: null, language: null, identities: [] }
      this.plan.touched.set(person, touch)
    }
    return touch
  }
}

const personOf = (row: KnownIdentity): Person => ({
  id: row.customerId,
  name: row.name,
  named: row.named,
  language: row.language,
  created: false,
  seenAt: row.lastSeenAt,
  inboxIds: new Set(row.inboxIds),
  kinds: new Set(row.kinds),
})
