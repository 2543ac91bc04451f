import type { Tx } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { systemCaller } from '../../server/kernel/caller.ts'
import { addCustomers, saveAttribute } from '../../server/modules/customers/index.ts'
import type { World } from '../world/index.ts'
import type { Keys } from './keys.ts'

const BATCH = 500

/** What the demo shop wants to know about its customers, as the profile shows it. */
const attributes = [
  ['rank', '会員ランク', 'choice', ['一般', 'シルバー', 'ゴールド', 'Standard', 'Silver', 'Gold']],
  ['orders', '注文回数', 'number', []],
  ['lifetimeAmount', '累計購入額', 'number', []],
  ['subscriber', '定期購入', 'boolean', []],
  ['course', '定期コース', 'text', []],
  ['prefecture', '都道府県', 'text', []],
  ['newsletter', 'メルマガ', 'boolean', []],
] as const

/** Adds the demo shop's customers and remembers their ids. */
export const loadCustomers = async (tx: Tx, world: World, keys: Keys): Promise<void> => {
  for (const [position, [key, label, type, choices]] of attributes.entries())
    await saveAttribute(tx, systemCaller(tx.workspaceId), {
      key,
      label,
      type,
      choices: [...choices],
      position,
    })
  // Numbers that are set aside for fiction are few: the first customer keeps one.
  const taken = new Set<string>()
  const isFree = (phone: string | undefined): phone is string => {
    const digits = phone?.replace(/\D/g, '')
    if (!digits || taken.has(digits)) return false
    taken.add(digits)
    return true
  }
  for (let at = 0; at < world.customers.length; at += BATCH) {
    const batch = world.customers.slice(at, at + BATCH)
    const ids = await addCustomers(
      tx,
      batch.map((customer) => ({
        name: customer.name,
        kana: customer.kana,
        language: customer.language,
        attributes: {
          ...customer.attributes,
          ...(customer.prefecture ? { prefecture: customer.prefecture } : {}),
          ...(customer.city ? { city: customer.city } : {}),
        },
        identities: [
          ...(customer.email
            ? [{ kind: 'email', value: customer.email, verified: true }]
            : [{ kind: 'chat', value: newId() }]),
          ...(isFree(customer.phone) ? [{ kind: 'phone', value: customer.phone }] : []),
        ],
        createdAt: customer.createdAt,
        lastSeenAt: customer.createdAt,
      })),
    )
    batch.forEach((customer, index) =>
      keys.customers.set(customer.key, {
        id: ids[index] as string,
        name: customer.name,
        email: customer.email,
      }),
    )
  }
}
