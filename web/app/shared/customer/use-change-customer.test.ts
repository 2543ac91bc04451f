import { expect, it } from 'vitest'
import type { CustomerDetail } from '../../../api/types.ts'
import { withChange, withoutChange } from './use-change-customer.ts'

const before = {
  name: '山田 花子',
  kana: 'ヤマダ ハナコ',
  language: 'ja',
  attributes: { rank: 'gold', note: 'a' },
} as unknown as CustomerDetail

it('puts a refused change back, and nothing that others changed since', () => {
  const change = { name: '山田 華子', attributes: { rank: 'silver', fresh: 'x' } }
  const changed = withChange(before, change)
  expect(changed).toMatchObject({ name: '山田 華子', attributes: { rank: 'silver', fresh: 'x', note: 'a' } })
  const since = { ...changed, language: 'en', attributes: { ...changed.attributes, note: 'b' } }
  expect(withoutChange(since, change, before)).toEqual({
    ...before,
    language: 'en',
    attributes: { rank: 'gold', note: 'b' },
  })
})
