import { seasons } from '../stories/ja/customer-phrases.ts'
import type { Person } from './customers.ts'
import { createDates, promised, type Dates } from './dates.ts'
import { type Facts, remember } from './fill.ts'
import { type Product, products } from './goods.ts'
import { families } from './names-ja.ts'
import { buildings, placesJa, quarters } from './places-ja.ts'
import type { Random } from './random.ts'
import { day, wall } from './zones.ts'

const zone = 'Asia/Tokyo'
const weekdays = '日月火水木金土'

const yen = (amount: number): string => `${amount.toLocaleString('en-US')}円`

/** Agents always name the weekday; customers write dates as each of them is used to. */
const customerDates: readonly ((month: number, date: number, weekday: string) => string)[] = [
  (month, date) => `${month}月${date}日`,
  (month, date) => `${month}月${date}日`,
  (month, date) => `${month}/${date}`,
  (month, date, weekday) => `${month}/${date}(${weekday})`,
  (month, date, weekday) => `${month}月${date}日（${weekday}）`,
]

export function dateJa(at: number): string {
  const { month, day, weekday } = wall(zone, at)
  return `${month}月${day}日（${weekdays[weekday]}）`
}

function addressJa(random: Random, prefecture: string | undefined): string {
  const near = placesJa.filter(([name]) => name === prefecture)
  const [pref, town, zip] = random.pick(near.length > 0 && random.chance(0.6) ? near : placesJa)
  const house = `${random.int(1, 6)}-${random.int(1, 28)}-${random.int(1, 20)}`
  const building = random.chance(0.45)
    ? ` ${random.pick(buildings)}${random.int(1, 9)}0${random.int(1, 8)}`
    : ''
  return `〒${zip}-${String(random.int(10, 9999)).padStart(4, '0')} ${pref}${town}${random.pick(quarters)}${house}${building}`
}

/** Where the person lives already. */
function homeJa(random: Random, { customer: { prefecture, city } }: Person): string {
  const place = placesJa.find(([pref, town]) => pref === prefecture && town === city) ?? random.pick(placesJa)
  return `${place[0]}${place[1]}${random.pick(quarters)}${random.int(1, 6)}-${random.int(1, 28)}-${random.int(1, 20)}`
}

export interface SceneJa {
  readonly random: Random
  readonly person: Person
  readonly product: Product
  readonly other: Product
  readonly openedAt: number
  readonly fresh: boolean
  readonly agentName: string
  readonly leadName: string
  readonly secondName: string
  readonly desk: string
}

const surname = (name: string) => name.split(' ')[0] ?? name

function people({
  person,
  agentName,
  leadName,
  secondName,
  desk,
  random,
}: SceneJa): Record<string, () => string> {
  const phone = () =>
    `0${random.pick([7, 8, 9])}0-0${random.int(100, 999)}-${String(random.int(0, 9999)).padStart(4, '0')}`
  return {
    brand: () => 'つむぎ草堂',
    desk: () => desk,
    agent: () => surname(agentName),
    lead: () => surname(leadName),
    second: () => surname(secondName),
    customer: () => (person.guest ? `${person.family} ${person.given}` : person.customer.name),
    family: () => person.family,
    kana: () => person.kana,
    age: () => String(person.age),
    ageTen: () => String(Math.floor(person.age / 10) * 10),
    pref: () => person.customer.prefecture ?? random.pick(placesJa)[0],
    phone: () => person.customer.phone ?? phone(),
    newFamily: () => random.pick(families.filter(({ written }) => written !== person.family)).written,
    address: () => addressJa(random, person.customer.prefecture),
    home: () => homeJa(random, person),
  }
}

function goods({ product, other, random }: SceneJa): Record<string, () => string> {
  const skin = product.group === 'skin'
  const quantity = random.int(2, 4)
  const course = product.coursePrice ?? Math.round(product.price * 0.9)
  return {
    product: () => product.name,
    item: () => product.item,
    other: () => other.name,
    otherItem: () => other.item,
    unit: () => product.unit,
    qty: () => `${quantity}${product.unit}`,
    stock: () => `${random.int(3, 7)}${product.unit}`,
    price: () => yen(product.price),
    coursePrice: () => yen(course),
    otherPrice: () => yen(other.coursePrice ?? Math.round(other.price * 0.9)),
    half: () => yen(Math.round(course / 2)),
    total: () => yen(product.price * quantity),
    trialPrice: () => yen(random.pick([980, 1480, 1980])),
    fee: () => yen(random.int(12, 98) * 10),
    use: () => (skin ? '使って' : '飲んで'),
    verb: () => (skin ? '使う' : '飲む'),
    neg: () => (skin ? '使わ' : '飲ま'),
    blurb: () => product.blurb,
    otherBlurb: () => other.blurb,
    caffeine: () => product.detail,
    origin: () => product.origin ?? '国内',
  }
}

/** Every order of some years, newest first. */
function historyJa(random: Random, until: number): string {
  const shelf = products.filter(({ language }) => language === 'ja')
  const rows = Array.from({ length: random.int(55, 90) }, (_, index) => {
    const { year, month, day: date } = wall(zone, until - (index + 1) * 31 * day)
    const { item, price } = random.pick(shelf)
    return `${year}年${month}月${date}日　${item}　${yen(price * random.int(1, 3))}`
  })
  return rows.join('\n')
}

function numbers({ random, product }: SceneJa, interval: number, dates: Dates): Record<string, () => string> {
  const ordered = wall(zone, dates.ordered)
  const code = [ordered.year % 100, ordered.month, ordered.day]
    .map((part) => String(part).padStart(2, '0'))
    .join('')
  return {
    order: () => `TS${code}-${String(random.int(17, 4380)).padStart(4, '0')}`,
    tracking: () => `40${random.int(10, 99)}-${random.int(1000, 9999)}-${random.int(1000, 9999)}`,
    interval: () => `${interval}日`,
    interval2: () => `${interval * 2}日`,
    times: () => String(random.int(3, 14)),
    months: () => String(random.int(2, 9)),
    points: () => String(random.int(112, 3890)),
    coupon: () => random.pick(['TSUMUGI10', 'HARU500', 'ARIGATO300', 'OTAMESHI15', 'HINATA500', 'TOMO1000']),
    card4: () => String(random.int(1000, 9999)),
    lot: () =>
      `${product.key === 'amazake' ? 'K' : random.pick(['A', 'B', 'T', 'S'])}${random.int(10_000, 69_999)}`,
    time: () => random.pick(['14時〜16時', '16時〜18時', '18時〜20時', '午前中']),
    time2: () => '19時〜21時',
    callTime: () => random.pick(['14時頃', '15時', '16時頃', '17時まで', '17時過ぎ']),
    history: () => historyJa(random, dates.ordered),
    season: () => seasons[wall(zone, dates.arrived).month - 1] ?? '',
  }
}

/** The facts of one Japanese conversation. */
export function createFactsJa(scene: SceneJa): Facts {
  const { random, openedAt } = scene
  const interval = 30
  const dates = createDates(random, openedAt, scene.fresh, interval)
  const words = { ...people(scene), ...goods(scene), ...numbers(scene, interval, dates) }
  const byCustomer = random.pick(customerDates)
  const compute = (slot: string, at: number): string | number | undefined => {
    if (slot in dates) return dates[slot as keyof Dates]
    if (slot === 'eta') return promised(random, at, 2, 5)
    if (slot === 'promise') return promised(random, at, 2, 6)
    return words[slot]?.()
  }
  return remember(compute, (value, outbound) => {
    if (typeof value === 'string') return value
    const { month, day, weekday } = wall(zone, value)
    return outbound ? dateJa(value) : byCustomer(month, day, weekdays[weekday] ?? '')
  })
}
