import { searchText } from './search-text-fold.ts'

const BETWEEN = /[ ・,、]+/
const IS_CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u
/** Shorter ones are mostly a family name alone: 山田 is not to be found by 田山. */
const SHORTEST_WHOLE = 4
const LONGEST = 24

/**
 * Further forms of a name, as a search looks for them: without spaces, the family name first and last. Where no space
 * says which is which the name stands twice in a row, which holds every order. Of names in kanji and kana; words in
 * other letters are found in any order as they are.
 */
export const nameForms = (name: string | null | undefined): string[] => {
  const parts = searchText(name ?? '')
    .split(BETWEEN)
    .filter((part) => part !== '')
  const whole = parts.join('')
  if (whole.length > LONGEST || !IS_CJK.test(whole)) return []
  const [first, second] = parts
  if (parts.length === 2) return [`${first}${second}`, `${second}${first}`]
  if (parts.length > 2) return [whole]
  return whole.length < SHORTEST_WHOLE ? [] : [whole + whole]
}
