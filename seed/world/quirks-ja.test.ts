import { expect, test } from 'vitest'
import type { Persona } from './persona.ts'
import { halfKana, quirksJa } from './quirks-ja.ts'
import { createRandom } from './random.ts'

const plain: Persona = {
  manner: 'plain',
  signsPhone: false,
  quotes: false,
  html: false,
  emoji: false,
  width: 'usual',
  habits: Array.from({ length: 8 }, () => true),
  phoneLine: false,
  chatty: 0,
}
const write = (text: string, persona = plain) => quirksJa(createRandom('quirks'), text, persona, false, false)

test('half-width kana come back whole by NFKC', () => {
  const text = 'キャンセルとスキップ、ドリンク・パック、ヴェール'
  expect(halfKana(text)).toMatch(/ｷｬﾝｾﾙとｽｷｯﾌﾟ、ﾄﾞﾘﾝｸ/)
  expect(halfKana(text).normalize('NFKC')).toBe(text)
  expect(halfKana('漢字とがぎぐ')).toBe('漢字とがぎぐ')
})

test('spelling habits change words, not what merely looks like them', () => {
  expect(write('分かりました。確認してください。')).toBe('わかりました。確認して下さい。')
  expect(write('次回1/1の分から反映されますか。')).toBe('次回1/1の分から反映されますか。')
  expect(write('できますか。できれば早めに。')).toBe('出来ますか。出来れば早めに。')
})
