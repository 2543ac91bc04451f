import { expect, it } from 'vitest'
import { hiding } from './hiding.ts'

it('finds what stands below one that is for everything', () => {
  const vip = { match: 'all' as const, of: [{ condition: 'conversation.tags', how: 'filled' as const }] }
  const all = [
    { name: 'VIP', applies: vip },
    { name: '標準', applies: null },
    { name: '返品', applies: vip },
    { name: 'その他', applies: null },
  ]
  expect(all.map((_, place) => hiding(all, place)?.name)).toEqual([undefined, undefined, '標準', '標準'])
})
