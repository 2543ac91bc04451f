import type { Goods } from '../stories/story.ts'
import { english, japanese, type Product, type Row } from './goods-list.ts'
import type { Language } from './types.ts'

export type { Product } from './goods-list.ts'

const read = (language: Language, rows: readonly Row[]): readonly Product[] =>
  rows.map(([key, group, name, item, price, course, unit, blurb, detail, origin]) => ({
    key,
    language,
    group,
    name,
    item,
    price,
    ...(course > 0 && { coursePrice: course }),
    unit,
    blurb,
    detail,
    ...(origin && { origin }),
  }))

export const products: readonly Product[] = [...read('ja', japanese), ...read('en', english)]

/** Whether a story about these groups of goods can be told of this product. */
export function suits(product: Product, goods: readonly Goods[] | undefined): boolean {
  // The club is a subscription to one thing: it would read oddly in stories about parcels and defects.
  if (!goods) return product.group !== 'club'
  const groups = goods.filter((group) => group !== 'course')
  if (goods.includes('course') && product.coursePrice === undefined) return false
  return groups.length === 0 || groups.includes(product.group)
}

/** What the texts' conditions may ask about a product. */
export function traitsOf({ key, group, coursePrice }: Product): readonly string[] {
  const food = group === 'tea' || group === 'health'
  return [key, group, ...(food ? ['food'] : []), ...(coursePrice ? ['course'] : [])]
}
