import type { Person } from './customers.ts'
import { createDates, promised, type Dates } from './dates.ts'
import { type Facts, remember } from './fill.ts'
import { type Product, products } from './goods.ts'
import { firstNames, lastNames, streets, towns } from './names-en.ts'
import type { Random } from './random.ts'
import { day, wall } from './zones.ts'

const zone = 'America/Los_Angeles'
const monthNames =
  'January February March April May June July August September October November December'.split(' ')
const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

const dollars = (amount: number): string =>
  Number.isInteger(amount) ? `$${amount}` : `$${amount.toFixed(2)}`

function dateEn(at: number): string {
  const { month, day, weekday } = wall(zone, at)
  return `${dayNames[weekday]}, ${monthNames[month - 1]} ${day}`
}

/** How customers write a date; each keeps to one. */
const customerDates: readonly ((month: number, date: number) => string)[] = [
  (month, date) => `${monthNames[month - 1]} ${date}`,
  (month, date) => `${monthNames[month - 1]} ${date}`,
  (month, date) => `${month}/${date}`,
  (month, date) => `${monthNames[month - 1]?.slice(0, 3)} ${date}`,
]

function addressEn(random: Random): string {
  const [state, town, zip] = random.pick(towns)
  const unit = random.chance(0.3) ? `, Apt ${random.int(1, 14)}${random.pick(['', 'A', 'B'])}` : ''
  const street = `${random.int(12, 4890)} ${random.pick(streets)} ${random.pick(['St', 'Ave', 'Rd', 'Ln', 'Dr'])}`
  return `${street}${unit}, ${town}, ${state} ${zip}${String(random.int(1, 99)).padStart(2, '0')}`
}

export interface SceneEn {
  readonly random: Random
  readonly person: Person
  readonly product: Product
  readonly other: Product
  readonly openedAt: number
  readonly fresh: boolean
  readonly agentName: string
  readonly leadName: string
  readonly secondName: string
}

const firstName = (name: string) => name.split(' ')[0] ?? name

function people({ person, agentName, leadName, secondName, random }: SceneEn): Record<string, () => string> {
  const phone = () => `(${random.int(201, 989)}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`
  return {
    brand: () => 'Tarn & Kettle',
    agent: () => firstName(agentName),
    lead: () => firstName(leadName),
    second: () => firstName(secondName),
    customer: () => (person.guest ? `${person.given} ${person.family}` : person.customer.name),
    first: () => (person.guest ? 'there' : person.given || random.pick(firstNames)),
    state: () => person.customer.prefecture ?? random.pick(towns)[0],
    phone: () => person.customer.phone ?? phone(),
    newFamily: () => random.pick(lastNames.filter((name) => name !== person.family)),
    address: () => addressEn(random),
  }
}

function goods({ product, other, random }: SceneEn): Record<string, () => string> {
  return {
    product: () => product.name,
    item: () => product.item,
    other: () => other.name,
    otherItem: () => other.item,
    price: () => dollars(product.price),
    coursePrice: () => dollars(product.coursePrice ?? product.price),
    total: () => dollars(product.price + random.pick([0, 8.5, 12, 14.95])),
    fee: () => dollars(random.pick([4, 6.5, 8, 9.6, 12, 15.2, 18])),
    colour: () => random.pick(['forest green', 'slate', 'rust', 'bone white', 'midnight blue', 'mustard']),
    size: () => product.blurb,
    weight: () => product.detail,
    stock: () => String(random.int(3, 8)),
  }
}

/** Every order of some years, newest first. */
function historyEn(random: Random, until: number): string {
  const shelf = products.filter(({ language }) => language === 'en')
  const rows = Array.from({ length: random.int(55, 90) }, (_, index) => {
    const { year, month, day: date } = wall(zone, until - (index + 1) * 33 * day)
    const { name, price } = random.pick(shelf)
    return `${month}/${date}/${year}  #TK-${31_100 - index * 229}  ${name}  ${dollars(price)}`
  })
  return rows.join('\n')
}

function numbers({ random }: SceneEn, dates: Dates): Record<string, () => string> {
  return {
    order: () => `#TK-${random.int(31_200, 68_900)}`,
    tracking: () => `9400 ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)}`,
    times: () => String(random.int(2, 9)),
    months: () => random.pick(['two', 'three', 'four', 'five', 'six', 'eight', 'ten']),
    points: () => String(random.int(112, 3890)),
    history: () => historyEn(random, dates.ordered),
    coupon: () => random.pick(['TRAIL15', 'EMBER10', 'WELCOME15', 'BASECAMP20', 'THANKS10']),
    card4: () => String(random.int(1000, 9999)),
    lot: () => `${random.pick(['TK', 'EM', 'RX'])}-${random.int(210, 988)}`,
  }
}

/** The facts of one English conversation. */
export function createFactsEn(scene: SceneEn): Facts {
  const { random, openedAt } = scene
  const dates = createDates(random, openedAt, scene.fresh, 30)
  const words = { ...people(scene), ...goods(scene), ...numbers(scene, dates) }
  const byCustomer = random.pick(customerDates)
  const compute = (slot: string, at: number): string | number | undefined => {
    if (slot in dates) return dates[slot as keyof Dates]
    if (slot === 'eta') return promised(random, at, 2, 5)
    if (slot === 'promise') return promised(random, at, 2, 6)
    return words[slot]?.()
  }
  return remember(compute, (value, outbound) => {
    if (typeof value === 'string') return value
    const { month, day } = wall(zone, value)
    return outbound ? dateEn(value) : byCustomer(month, day)
  })
}
