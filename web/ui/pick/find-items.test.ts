import { expect, it } from 'vitest'
import { findItems, firstOf, foldText } from './find-items.ts'

const items = [
  { id: '1', label: '佐藤 健太', words: 'サトウ ケンタ sato@minato.example' },
  { id: '2', label: '鈴木 美咲', words: 'スズキ ミサキ' },
]

it('folds width, case and kana', () => {
  expect(foldText('ｻﾄｳ ＡＢＣ')).toBe('さとう abc')
})
it.each([
  ['', ['1', '2']],
  ['さとう', ['1']],
  ['ｽｽﾞｷ', ['2']],
  ['SATO', ['1']],
  ['佐藤 けんた', ['1']],
  ['田中', []],
])('%j finds %j', (query, ids) => expect(findItems(items, query).map((item) => item.id)).toEqual(ids))
it('puts some first and changes nothing else', () => {
  const ids = (first: string[]) => firstOf(items, new Set(first)).map((item) => item.id)
  expect(ids(['2'])).toEqual(['2', '1'])
  expect(ids(['2', '1'])).toEqual(['1', '2'])
  expect(ids([])).toEqual(['1', '2'])
})
