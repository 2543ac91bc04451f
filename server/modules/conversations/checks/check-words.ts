import { searchText } from '../../../kernel/search-text.ts'
import type { CheckCode, Warning } from './warning.ts'

/** A character with the marks that belong to it: half-width kana have theirs behind them. */
const CLUSTER = /[\s\S](?:[\u3099\u309a\uff9e\uff9f]|\p{M})*/gu
const IS_LETTER = /[\p{Script=Latin}\p{N}]/u

/** A text as words are compared (NFKC, case, kana), with the place of each of its units in the text as it stands. */
const folded = (text: string): { text: string; places: number[] } => {
  let done = ''
  const places: number[] = []
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const plain = /\s/.test(cluster) ? ' ' : searchText(cluster)
    done += plain
    for (let unit = 0; unit < plain.length; unit += 1) places.push(index)
  }
  places.push(text.length)
  return { text: done, places }
}

/** Words of letters are whole words: `free` does not stand in `carefree`. Others stand anywhere. */
const standsAlone = (text: string, from: number, to: number): boolean => {
  const meets = (before: string | undefined, after: string | undefined) =>
    before !== undefined && after !== undefined && IS_LETTER.test(before) && IS_LETTER.test(after)
  return !meets(text[from - 1], text[from]) && !meets(text[to - 1], text[to])
}

/** Where words of a list stand in a text: each once. */
export const checkWords = (text: string, words: readonly string[], code: CheckCode): Warning[] => {
  if (words.length === 0) return []
  const own = folded(text)
  return words.flatMap((word): Warning[] => {
    const wanted = folded(word.trim()).text
    if (wanted === '') return []
    for (let from = own.text.indexOf(wanted); from >= 0; from = own.text.indexOf(wanted, from + 1)) {
      const to = from + wanted.length
      if (!standsAlone(own.text, from, to)) continue
      return [{ code, quote: text.slice(own.places[from], own.places[to]), about: word.trim() }]
    }
    return []
  })
}
