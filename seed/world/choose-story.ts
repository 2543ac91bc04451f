import { storiesEn } from '../stories/en/index.ts'
import { storiesJa } from '../stories/ja/index.ts'
import type { Story } from '../stories/story.ts'
import { type Product, products, suits } from './goods.ts'
import type { Person } from './customers.ts'
import type { Random } from './random.ts'
import { languageOf } from './shop.ts'
import type { Brand, Channel, Status } from './types.ts'
import type { Trouble } from './volume.ts'

/** What a conversation is about. */
export interface Matter {
  readonly story: Story
  readonly product: Product
  readonly other: Product
}

const storiesOf = (brand: Brand['key']): readonly Story[] =>
  languageOf(brand) === 'en' ? storiesEn : storiesJa

function fitsPerson({ who }: Story, { age, woman }: Person): boolean {
  return !who || ((!who.woman || woman) && age >= (who.from ?? 0) && age <= (who.to ?? 150))
}

function weigh(story: Story, channel: Channel, status: Status): number {
  // Advertising is closed at once: it is never what waits.
  if (story.ignored && status !== 'resolved') return 0
  return story.weight * (story.channels?.[channel] ?? (story.channels ? 0 : 1))
}

/** The recalled product, whatever the customer says about it. */
const recalled = 'amazake'

/** Draws a story that fits the channel, the status, the person and what goes wrong on that day, and its product. */
export function chooseMatter(
  random: Random,
  brand: Brand['key'],
  channel: Channel,
  status: Status,
  person: Person,
  trouble: Trouble | undefined,
): Matter {
  // A peak of 2 means that the incident doubled the volume: half of the contacts are about it.
  const troubled = trouble !== undefined && random.chance((trouble.peak - 1) / trouble.peak)
  const wanted = troubled ? trouble.name : undefined
  const fit = storiesOf(brand).filter((one) => one.incident === wanted && fitsPerson(one, person))
  const story = random.weighted(fit, (one) => weigh(one, channel, status))
  const language = languageOf(brand)
  const shelf = products.filter((one) => one.language === language && suits(one, story.goods))
  const product =
    wanted === 'recall'
      ? (products.find(({ key }) => key === recalled) ?? random.pick(shelf))
      : random.pick(shelf)
  const others = products.filter((one) => {
    if (one.language !== language || one === product) return false
    return (
      product.group === 'club' ||
      (one.group === product.group && (!story.goods?.includes('course') || one.coursePrice))
    )
  })
  return { story, product, other: random.pick(others) }
}

/** Stories that one visitor could ask about in one go, apart from the one already told. */
export function curious(brand: Brand['key'], told: Story): readonly Story[] {
  return storiesOf(brand).filter(
    ({ kind, probe, forks, incident, goods, who }) =>
      /^(product|delivery\.(fee|placement|international)|order\.(gift|restock|receipt)|campaign|misc\.(store|visit)|payment\.points|subscription\.price)/.test(
        kind,
      ) &&
      kind !== told.kind &&
      !probe &&
      !forks &&
      !incident &&
      !who &&
      (!goods || goods.length > 1 || goods.includes('course')),
  )
}
