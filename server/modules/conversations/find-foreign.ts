import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import { EMAIL, normaliseIdentity, ownerOf, PHONE, seesCustomer } from '../customers/index.ts'
import { ownAddresses } from '../inboxes/index.ts'
import { orderNumbersIn } from './order-numbers.ts'
import { foreignOrders } from './queries/checks.ts'

const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const TELEPHONE = /(?<![\d-])(?:\+81[- ]?|0)\d{1,4}[- (]?\d{1,4}[- )]?\d{3,4}(?![\d-])/g
/** Whoever lists more is not one who mistook one person for another. */
const MOST = 10

/** What is written in a text that only another customer has. */
export interface Foreign {
  otherAddresses: string[]
  otherOrders: string[]
}

/**
 * Addresses, telephone numbers and order numbers in a text that are another customer's; never what was named in the talk
 * before, and nothing of a customer whom the caller may not know of.
 */
export const findForeign = async (
  db: Db,
  caller: Caller,
  { text, heard, customerId }: { text: string; heard: string; customerId: string },
): Promise<Foreign> => {
  const plain = text.normalize('NFKC')
  const [heardOrders, heardAddresses] = [orderNumbersIn(heard), keysIn(heard.normalize('NFKC'))]
  const orders = orderNumbersIn(plain).filter((key) => !heardOrders.includes(key))
  const addresses = [...keysIn(plain)].filter(([key]) => !heardAddresses.has(key)).slice(0, MOST)
  return {
    otherAddresses: await foreignAddresses(db, caller, customerId, addresses),
    otherOrders: orders.length === 0 ? [] : await foreignOrders(db, customerId, orders, sightOf(caller)),
  }
}

type Address = [key: string, found: { kind: string; value: string }]

/** Addresses in a text, each once. */
const keysIn = (text: string): Map<string, Address[1]> => {
  const found = [
    ...Array.from(text.matchAll(MAIL), ([value]) => ({ kind: EMAIL, value })),
    ...Array.from(text.matchAll(TELEPHONE), ([value]) => ({ kind: PHONE, value })),
  ]
  return new Map(found.map((one) => [normaliseIdentity(one.kind, one.value).valueKey, one]))
}

const foreignAddresses = async (
  db: Db,
  caller: Caller,
  customerId: string,
  addresses: readonly Address[],
): Promise<string[]> => {
  if (addresses.length === 0) return []
  const isOurs = await ownAddresses(db)
  const foreign: string[] = []
  for (const [, { kind, value }] of addresses) {
    if (kind === EMAIL && isOurs(value)) continue
    const owner = await ownerOf(db, kind, value)
    if (owner !== undefined && owner !== customerId && (await seesCustomer(db, caller, owner)))
      foreign.push(value)
  }
  return foreign
}
