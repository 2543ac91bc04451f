import { likePattern, searchTerm, searchTerms, searchText } from '../../../kernel/search-text.ts'
import { wantedTokens } from './tokens.ts'

const PHRASE = /"([^"]*)"/g

/** What somebody looks for. */
export interface Wanted {
  /** Tokens that a document must bear; never empty. */
  tokens: string[]
  /** Words and phrases that its text must hold, as `searchText` makes them. */
  needles: string[]
  /** The same as LIKE patterns. */
  patterns: string[]
}

/**
 * Reads what was typed: words between spaces must all be there, "words in quotes" side by side. Undefined when there
 * is nothing to look for by itself: marks, or a single kana.
 */
export const readQuery = (typed: string): Wanted | undefined => {
  const text = searchText(typed.replace(/[“”„‟]/g, '"'))
  const phrases = [...text.matchAll(PHRASE)].map(([, phrase = '']) => searchTerm(phrase))
  const terms = [...phrases, ...searchTerms(text.replace(PHRASE, ' '))].filter((term) => term !== undefined)
  const tokens = wantedTokens(terms.flatMap(({ runs }) => runs))
  if (tokens.length === 0) return undefined
  const needles = terms.map((term) => term.text)
  return { tokens, needles, patterns: needles.map(likePattern) }
}
