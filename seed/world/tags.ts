import { storiesEn } from '../stories/en/index.ts'
import { storiesJa } from '../stories/ja/index.ts'
import type { Person } from './customers.ts'
import type { Random } from './random.ts'
import type { Brand, Tag } from './types.ts'

/** Tags that agents set for reasons of their own, and how often. */
const extra: Record<Brand['key'], readonly (readonly [string, number])[]> = {
  tsumugi: [
    ['要フォロー', 0.03],
    ['FAQ候補', 0.02],
    ['電話希望', 0.02],
    ['引き継ぎ', 0.02],
    ['社内確認', 0.03],
  ],
  tarn: [
    ['follow up', 0.03],
    ['faq candidate', 0.02],
    ['call back', 0.015],
    ['needs review', 0.02],
  ],
}
const gold: Record<Brand['key'], string> = { tsumugi: 'ゴールド会員', tarn: 'VIP' }

const palette = [
  '#2f9e44',
  '#1971c2',
  '#e8590c',
  '#c2255c',
  '#6741d9',
  '#0c8599',
  '#f08c00',
  '#5c940d',
  '#364fc7',
  '#868e96',
]
const alarm = /クレーム|健康被害|回収|complaint|safety|outage/

function allNames(): readonly string[] {
  const told = [...storiesJa, ...storiesEn].flatMap(({ tags, forks = [], rounds = [] }) => [
    ...tags,
    ...[...forks, ...rounds].flatMap((exchange) => exchange.tags ?? []),
  ])
  const own = Object.values(extra).flatMap((list) => list.map(([name]) => name))
  return [...new Set([...told, ...own, ...Object.values(gold)])]
}

const names = allNames()
const english = (name: string) => /^[\x20-\x7e]*$/.test(name)
const pool: Record<Brand['key'], readonly string[]> = {
  tsumugi: names.filter((name) => !english(name)),
  tarn: names.filter(english),
}

export const tags: readonly Tag[] = names.map((name, index) => ({
  key: `tag-${index + 1}`,
  name,
  colour: alarm.test(name) ? '#e03131' : (palette[index % palette.length] ?? '#868e96'),
}))

/** The tags of a conversation: its story's and what agents add; `many` for one that everybody had a hand in. */
export function chooseTags(random: Random, person: Person, told: readonly string[], many: boolean): string[] {
  const found = new Set(told)
  const rank = person.customer.attributes.rank
  if ((rank === 'ゴールド' || rank === 'Gold') && random.chance(0.5)) found.add(gold[person.brand])
  for (const [name, chance] of extra[person.brand]) if (random.chance(chance)) found.add(name)
  while (many && found.size < 14) found.add(random.pick(pool[person.brand]))
  return [...found]
}
