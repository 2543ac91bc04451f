import { searchQuestion } from '../../../kernel/search-text-fold.ts'
import { searchTerm, searchTerms } from '../../../kernel/search-text.ts'
import { comparisonOf } from './term-expression.ts'
import { wantedTokens, type Alternatives } from './tokens.ts'

const PHRASE = /"([^"]*)"/g
const FROM_ABROAD = /\+81[-. ]{0,2}(?:\(0\)|0)?[-. ]{0,2}(?=\d)/g

/** What somebody looks for. */
export interface Wanted {
  /** Tokens that a document must bear; never empty. */
  tokens: Alternatives[]
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
  const text = searchQuestion(typed.replace(/[“”„‟]/g, '"')).replace(FROM_ABROAD, '0')
  const phrases = [...text.matchAll(PHRASE)].map(([, phrase = '']) => searchTerm(phrase))
  const terms = [...phrases, ...searchTerms(text.replace(PHRASE, ' '))].filter((term) => term !== undefined)
  const tokens = wantedTokens(terms)
  if (tokens.length === 0) return undefined
  const comparisons = terms.map(comparisonOf)
  return {
    tokens,
    patterns: comparisons.flatMap(({ patterns }) => patterns),
    expressions: comparisons.filter(({ loose }) => loose).map(({ expression }) => expression),
    marks: comparisons.map(({ expression }) => new RegExp(expression, 'g')),
  }
}

/** Tokens as a condition in PostgreSQL's tsquery syntax. */
export const tsqueryOf = (sets: Alternatives): string =>
  sets.map((set) => `(${set.map((token) => `'${token}'`).join(' & ')})`).join(' | ')
