import { OPTIONAL_LONG, searchQuestion } from '../../../kernel/search-text-fold.ts'
import { searchTerm, searchTerms, termPatterns, type SearchTerm } from '../../../kernel/search-text.ts'
import { wantedTokens } from './tokens.ts'

const PHRASE = /"([^"]*)"/g

/** What somebody looks for. */
export interface Wanted {
  /** Tokens that a document must bear; never empty. */
  tokens: string[]
  /** LIKE patterns that its text must match, as `searchText` makes it. */
  patterns: string[]
  /** Regular expressions that the text must match besides, where a pattern can't say it; JavaScript's and PostgreSQL's. */
  expressions: string[]
  /** Where the words and phrases stand in a text. */
  marks: RegExp[]
}

/**
 * Reads what was typed: words between spaces must all be there, "words in quotes" side by side. Undefined when there
 * is nothing to look for by itself: marks, or a single kana.
 */
export const readQuery = (typed: string): Wanted | undefined => {
  const text = searchQuestion(typed.replace(/[“”„‟]/g, '"'))
  const phrases = [...text.matchAll(PHRASE)].map(([, phrase = '']) => searchTerm(phrase))
  const terms = [...phrases, ...searchTerms(text.replace(PHRASE, ' '))].filter((term) => term !== undefined)
  const tokens = wantedTokens(terms.flatMap(({ runs }) => runs))
  if (tokens.length === 0) return undefined
  return {
    tokens,
    patterns: terms.flatMap(termPatterns),
    expressions: terms.filter(isLoose).map(expressionOf),
    marks: terms.map((term) => new RegExp(expressionOf(term), 'g')),
  }
}

/** Whether its patterns would let other texts pass, too. */
const isLoose = ({ text }: SearchTerm): boolean => text.slice(0, -1).includes(OPTIONAL_LONG)

const expressionOf = ({ text }: SearchTerm): string =>
  text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll(OPTIONAL_LONG, 'ー?')
