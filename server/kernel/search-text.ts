import { OPTIONAL_LONG, searchQuestion } from './search-text-fold.ts'

export { searchText } from './search-text-fold.ts'

/** Longest token that is kept; longer words are cut, and the recheck on the text decides. */
const LONGEST_TOKEN = 40
/** PostgreSQL keeps at most 1 MB in a tsvector; bigrams of a very long text stay below that. */
const MOST_TOKENS = 50_000
/** A search with more words than this finds nothing more by them. */
const MOST_TERMS = 12

const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー`
/** Runs of one kind: written without spaces (a group), digits, other letters. Everything else only separates. */
const RUN = new RegExp(String.raw`([${CJK}]+)|\p{N}+|(?:(?![${CJK}])[\p{L}\p{M}])+`, 'gu')
/** What people put between words; other marks (`-`, `@`, `.`) belong to the word. */
const BETWEEN_TERMS = /[ 、。,;!?"“”「」『』()[\]{}<>]+/

/**
 * Tokens of a text that `searchText` made, each once: overlapping bigrams for runs of CJK (and the run's last
 * character by itself, so that a single character is found as the beginning of a token), whole runs of letters and of
 * digits otherwise.
 */
export const searchTokens = (text: string): string[] => {
  const tokens = new Set<string>()
  for (const { text: run, cjk } of searchRuns(text)) {
    if (tokens.size >= MOST_TOKENS) break
    if (!cjk) tokens.add(cut(run))
    else for (const token of pairs(run, true)) tokens.add(token)
  }
  return [...tokens]
}

/** Characters of one kind in a row: written without spaces, or digits, or other letters. */
export interface SearchRun {
  text: string
  /** Where it begins. */
  at: number
  cjk: boolean
}

/** The runs of a text that `searchText` made, in their order; what only separates is left out. */
export const searchRuns = (text: string): SearchRun[] =>
  Array.from(text.matchAll(RUN), ({ index, 0: run, 1: cjk }) => ({
    text: run,
    at: index,
    cjk: cjk !== undefined,
  }))

/** A word as it was typed, without marks around it, and the runs in it: `ab-12` has two. */
export interface SearchTerm {
  /** With `OPTIONAL_LONG` where ー may stand or not. */
  text: string
  runs: SearchRun[]
}

/** One term out of everything given; undefined when there is nothing in it to look for. */
export const searchTerm = (text: string): SearchTerm | undefined => {
  const found = [...text.matchAll(RUN)]
  const [first] = found
  const last = found.at(-1)
  if (!first || !last) return undefined
  const end = last.index + last[0].length
  // 々 at the beginning repeats what was cut off, and is that character in texts.
  const term = text.slice(first.index, text[end] === OPTIONAL_LONG ? end + 1 : end).replace(/^々+/, '')
  return term === '' ? undefined : { text: term, runs: searchRuns(term) }
}

/** The words of what was typed, as `searchQuestion` made it. */
export const searchTerms = (text: string): SearchTerm[] =>
  text
    .split(BETWEEN_TERMS)
    .slice(0, MOST_TERMS)
    .map(searchTerm)
    .filter((term) => term !== undefined)

/** LIKE patterns for texts that may hold this term: all must match. */
export const termPatterns = ({ text }: SearchTerm): string[] =>
  text
    .split(OPTIONAL_LONG)
    .filter((piece) => piece !== '')
    .map(likePattern)

/** What a search looks for: a tsquery for the index, and patterns that the text must match besides. */
export interface SearchQuery {
  /** In PostgreSQL's tsquery syntax; every word matches from its beginning. */
  tsquery: string
  /** LIKE patterns, escaped by `\`; all must match. */
  patterns: string[]
}

/** The search behind what somebody typed; undefined when there is nothing in it to look for. */
export const searchQuery = (typed: string): SearchQuery | undefined => {
  const terms = searchTerms(searchQuestion(typed))
  if (terms.length === 0) return undefined
  const lexemes = new Set(terms.flatMap(({ runs }) => runs.flatMap(lexemesOf)))
  return { tsquery: [...lexemes].join(' & '), patterns: terms.flatMap(termPatterns) }
}

/** A LIKE pattern for texts that hold this one; `\` escapes. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const lexemesOf = ({ text, cjk }: SearchRun): string[] => {
  if (!cjk) return [`'${cut(text)}':*`]
  const found = pairs(text, false)
  return found.length > 0 ? found.map((pair) => `'${pair}'`) : [`'${text}':*`]
}

/** Each two characters that stand beside one another; `withLast` adds the last one by itself. */
export const pairs = (run: string, withLast: boolean): string[] => {
  const characters = Array.from(run)
  const found = characters.slice(0, -1).map((character, at) => character + characters[at + 1])
  return withLast ? [...found, characters.at(-1) as string] : found
}

const cut = (run: string): string => Array.from(run).slice(0, LONGEST_TOKEN).join('')
