import { expect, it } from 'vitest'
import { nameForms } from './search-text-names.ts'

it.each([
  ['山田 花子', ['山田花子', '花子山田']],
  ['髙橋　ハナコ', ['高橋はなこ', 'はなこ高橋']],
  ['ﾔﾏﾀﾞ･ﾊﾅｺ', ['やまだはなこ', 'はなこやまだ']],
  ['山田花子', ['山田花子山田花子']],
  ['山田', []],
  ['株式会社 山田 商店', ['株式会社山田商店']],
  ['Hanako Yamada', []],
  ['山田 Hanako', []],
  ['', []],
  [null, []],
])('of %j gives the forms %j', (name, wanted) => {
  expect(nameForms(name)).toEqual(wanted)
})
