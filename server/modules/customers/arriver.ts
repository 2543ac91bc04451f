import type { NormalIdentity } from './normalise-identity.ts'

/** Somebody who wrote: the first address is the one that the message came from, the others were given along. */
export interface Arriver {
  inboxId: string
  addresses: readonly {
    kind: string
    value: string
    name?: string | undefined
    /** Set where the proof below does not cover this address. */
    unproven?: boolean | undefined
  }[]
  /** The channel proved that the addresses are this person's. */
  verified: boolean
  /** Language of the sender's screen, kept with the customer. */
  language?: string | undefined
  /** Language of a stand-in name where the sender's is not known; Japanese when left out. */
  inboxLanguage?: string | undefined
  /** When the message arrived; now when left out. */
  at?: Date | undefined
}

/** Who wrote. */
export interface Identified {
  customerId: string
  name: string
  /** True for the message that made the customer known. */
  created: boolean
}

/** An address that is known, with what is needed of its customer. */
export interface KnownIdentity {
  kind: string
  valueKey: string
  identityId: string
  customerId: string
  verified: boolean
  claimed: boolean
  /** With whom the address was before any merge; null: with its customer. */
  originId: string | null
  /** Our last mail there did not arrive. */
  bounced: boolean
  name: string
  named: boolean
  language: string | null
  lastSeenAt: Date
  inboxIds: string[]
  kinds: string[]
}

/** A customer while a batch is planned. */
export interface Person {
  id: string
  name: string
  named: boolean
  language: string | null
  created: boolean
  seenAt: Date
  inboxIds: Set<string>
  kinds: Set<string>
}

/** An address that becomes a customer's. */
export interface Attached extends NormalIdentity {
  id: string
  person: Person
  verified: boolean
  claimed: boolean
  /** That of the address by which it came. */
  originId: string | null
}

/** What changes of a known customer's row: nulls change nothing. */
export interface Touch {
  at: Date
  name: string | null
  language: string | null
  /** Addresses that can be searched from now on. */
  identities: NormalIdentity[]
}

/** Something that an arrival told of a customer who was known before: a name, a language, a further address. */
export interface Told {
  person: Person
  kind: 'name' | 'language' | 'address-added'
  subject?: string
  from?: string
  to: string
  inboxId: string
}

/** What a batch of arrivals means for the tables. */
export interface Plan {
  /** Who wrote each message, in the order of the batch. */
  writers: Person[]
  /** New customers by the address that brought them. */
  created: Attached[]
  /** Further addresses, and first ones of customers who were found by another address. */
  attached: Attached[]
  /** Known addresses that are better known now. */
  proven: Map<string, { verified: boolean; claimed: boolean }>
  /** Addresses given that belong to somebody else. */
  claims: (NormalIdentity & { person: Person })[]
  /** Through which inboxes people are known from now on; `byMerge`: it goes with a merge that is undone. */
  links: { person: Person; inboxId: string; byMerge: boolean }[]
  /** What an arrival told of a customer who was known before. */
  told: Told[]
  /** Known customers whose row changes. */
  touched: Map<Person, Touch>
}
