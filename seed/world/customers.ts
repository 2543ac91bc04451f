import { createRandom, type Random } from './random.ts'
import { families, men, women, type Name } from './names-ja.ts'
import { firstNames, lastNames, towns } from './names-en.ts'
import { placesJa } from './places-ja.ts'
import { products } from './goods.ts'
import { languageOf } from './shop.ts'
import type { Brand, Customer } from './types.ts'
import { day } from './zones.ts'

/** Everything that the texts must know of a person; the first field is what the world shows. */
export interface Person {
  readonly customer: Customer
  readonly brand: Brand['key']
  /** Family and given name as the person signs; for visitors without a name, what they say when asked. */
  readonly family: string
  readonly given: string
  readonly kana: string
  readonly age: number
  readonly woman: boolean
  readonly guest: boolean
  /** How often this person writes against others, in (0, 1]. */
  readonly activity: number
}

const brandOf = (index: number): Brand['key'] => (index % 25 < 6 ? 'tarn' : 'tsumugi')

/** Ages lean to the forties and fifties, as the shop's customers do. */
function ageOf(random: Random): number {
  return Math.round(
    Math.min(88, Math.max(19, 46 + (random.next() + random.next() + random.next() - 1.5) * 28)),
  )
}

/** A given name of the right generation: the lists run from older to younger. */
function givenName(random: Random, list: readonly Name[], age: number): Name {
  const place = 1 - (age - 18) / 72
  const index = Math.round(place * list.length + (random.next() - 0.5) * 9)
  return list[Math.max(0, Math.min(list.length - 1, index))] ?? random.pick(list)
}

function address(random: Random, given: string, family: string, hosts: readonly string[]): string {
  const number = random.int(1, 99)
  const local = random.pick([
    `${given}.${family}`,
    `${family}.${given}`,
    `${given}${number}`,
    `${family}-${given.slice(0, 1)}${number}`,
    `${given}_${family}`,
    `${given}.${family}${random.int(50, 99)}`,
    `${given.slice(0, 1)}${family}${random.int(100, 1231)}`,
  ])
  return `${local}@${random.pick(hosts)}`
}

const hostsJa = [
  'example.jp',
  'example.com',
  'mail.example.jp',
  'mobile.example.jp',
  'example.ne.jp',
  'example.co.jp',
]
const hostsEn = ['example.com', 'example.org', 'mail.example.com', 'example.net']

/** Numbers that no one can have: Japanese mobiles never go on with 0, and 555-01xx is kept for fiction. */
const phoneJa = (random: Random) =>
  `0${random.pick([7, 8, 9])}0-0${random.int(100, 999)}-${String(random.int(0, 9999)).padStart(4, '0')}`
const phoneEn = (random: Random) =>
  `(${random.int(201, 989)}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`

function attributes(
  random: Random,
  brand: Brand['key'],
  age: number,
  woman: boolean,
): Customer['attributes'] {
  const course = products.filter((product) => product.coursePrice && product.language === languageOf(brand))
  const subscriber = random.chance(brand === 'tarn' ? 0.16 : 0.52)
  const orders = 1 + Math.floor(random.spread(subscriber ? 7 : 2, 0.7))
  const average = brand === 'tarn' ? random.int(38, 150) : random.int(2200, 6800)
  const ranks = brand === 'tarn' ? ['Standard', 'Silver', 'Gold'] : ['一般', 'シルバー', 'ゴールド']
  return {
    age,
    sex: woman ? 'female' : 'male',
    rank: ranks[orders > 20 ? 2 : orders > 8 ? 1 : 0] ?? '',
    orders,
    lifetimeAmount: orders * average,
    currency: brand === 'tarn' ? 'USD' : 'JPY',
    subscriber,
    ...(subscriber && { course: random.pick(course).name }),
    newsletter: random.chance(0.63),
  }
}

/** Three quarters were customers before the year began; shops grow, so the newest are the most. */
function createdAt(random: Random, now: number): Date {
  const year = 365 * day
  const before = random.chance(0.74)
  return new Date(
    Math.floor(
      now -
        (before
          ? year + 2.5 * year * random.next() ** 1.6
          : 3 * day + (year - 3 * day) * random.next() ** 1.2),
    ),
  )
}

interface Drawn {
  readonly name: string
  readonly family: string
  readonly given: string
  readonly kana: string
  readonly latin: readonly [given: string, family: string]
}

/** Two people whose names no layout expects: 40 characters each. */
const longest: Readonly<Record<Brand['key'], Drawn>> = {
  tsumugi: {
    name: 'アレクサンドリーナ・ヴィルヘルミーナ・フォン・ホーエンツォレルン＝勅使河原美代子',
    family: '勅使河原',
    given: '美代子',
    kana: 'アレクサンドリーナ テシガワラ ミヨコ',
    latin: ['alexandrina', 'teshigawara'],
  },
  tarn: {
    name: 'Maria Bartholomea Featherstonehaugh-Vane',
    family: 'Featherstonehaugh-Vane',
    given: 'Maria',
    kana: '',
    latin: ['maria', 'featherstonehaugh'],
  },
}

function drawName(random: Random, brand: Brand['key'], age: number, woman: boolean): Drawn {
  if (brand === 'tarn') {
    const given = random.pick(firstNames)
    const family = random.pick(lastNames)
    const latin = [given.toLowerCase(), family.toLowerCase().replaceAll("'", '')] as const
    return { name: `${given} ${family}`, family, given, kana: '', latin }
  }
  // Squaring leans to the head of the list, where the frequent names stand.
  const family = families[Math.floor(random.next() ** 1.7 * families.length)] ?? random.pick(families)
  const given = givenName(random, woman ? women : men, age)
  return {
    name: `${family.written} ${given.written}`,
    family: family.written,
    given: given.written,
    kana: `${family.kana} ${given.kana}`,
    latin: [given.latin, family.latin],
  }
}

function createPerson(seed: number, index: number, now: number, taken: Set<string>): Person {
  const random = createRandom(seed, 'customer', index)
  const brand = brandOf(index)
  const age = ageOf(random)
  const woman = random.chance(brand === 'tarn' ? 0.55 : 0.76)
  const drawn = index === 6 || index === 25 ? longest[brand] : drawName(random, brand, age, woman)
  const guest = index > 30 && random.chance(0.05)
  let email = address(random, ...drawn.latin, brand === 'tarn' ? hostsEn : hostsJa)
  for (let n = 2; taken.has(email); n++) email = email.replace(/\d*@/, `${n}@`)
  const [prefecture, city] =
    brand === 'tarn' ? random.pick(towns) : random.weighted(placesJa, ([, , , weight]) => weight)
  const visitor = brand === 'tarn' ? `Visitor ${1000 + index}` : `ゲスト${1000 + index}`
  if (!guest) taken.add(email)
  return {
    brand,
    family: drawn.family,
    given: drawn.given,
    kana: drawn.kana,
    age,
    woman,
    guest,
    activity: guest ? 0.12 : Math.min(1, random.spread(0.16, 0.9)),
    customer: {
      key: `customer-${index + 1}`,
      brand,
      name: guest ? visitor : drawn.name,
      ...(!guest && drawn.kana && { kana: drawn.kana }),
      ...(!guest && { email }),
      ...(!guest && random.chance(0.8) && { phone: brand === 'tarn' ? phoneEn(random) : phoneJa(random) }),
      language: languageOf(brand),
      ...(!guest && { prefecture, city }),
      attributes: guest ? {} : attributes(random, brand, age, woman),
      createdAt: createdAt(random, now),
    },
  }
}

/** All people, from the oldest acquaintance to the newest. */
export function createPeople(seed: number, count: number, now: Date): readonly Person[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => createPerson(seed, index, now.getTime(), taken)).sort(
    (a, b) => a.customer.createdAt.getTime() - b.customer.createdAt.getTime(),
  )
}
