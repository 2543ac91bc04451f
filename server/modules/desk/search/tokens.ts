import { pairs, searchRuns, type SearchRun } from '../../../kernel/search-text.ts'
import { blockTokens } from './time-blocks.ts'

/** Lengths of the beginnings by which a word is found; a search takes the longest that it fills. */
const BEGINNINGS = [3, 4, 6, 9]
const SHORTEST_BEGINNING = 3
const MOST_TOKENS = 48
/** Characters that mean something alone, so that people search for one. */
const WORD_CHARACTER = /[\p{Script=Han}\p{Script=Hangul}]/gu

/**
 * Tokens of a text that `searchText` made, for the index of messages. Pairs of CJK characters, and each kanji alone;
 * of a word or number its beginnings of 3, 4, 6 and 9 characters, or the whole when shorter. The index then answers
 * "begins with" by one exact token: its own prefix search reads every word that begins so, however rare the rest of
 * the search is (measured: 120-300 ms for `re` or 返 at a million messages).
 */
export const textTokens = (text: string): string[] => {
  const tokens = new Set<string>()
  for (const run of searchRuns(text)) for (const token of run.cjk ? cjk(run) : word(run)) tokens.add(token)
  return [...tokens]
}

const cjk = ({ text }: SearchRun): string[] => [...pairs(text, false), ...(text.match(WORD_CHARACTER) ?? [])]

const word = ({ text }: SearchRun): string[] => {
  const characters = Array.from(text)
  if (characters.length < SHORTEST_BEGINNING) return [text]
  return BEGINNINGS.filter((length) => length <= characters.length).map((length) =>
    characters.slice(0, length).join(''),
  )
}

/** Tokens that every text with these runs bears, the fewest that say it. */
export const wantedTokens = (runs: readonly SearchRun[]): string[] => {
  const tokens = new Set<string>()
  for (const run of runs) {
    const own = run.cjk ? cjk(run) : word(run).slice(-1)
    // The kanji of a pair add nothing to the pair.
    for (const token of run.cjk && own.length > 1 ? pairs(run.text, false) : own) tokens.add(token)
  }
  return [...tokens].slice(0, MOST_TOKENS)
}

/** The inbox, the customer and the time of a document as tokens; letters never begin with @. */
export const inboxToken = (inboxId: string): string => `@i${inboxId.replaceAll('-', '')}`
export const customerToken = (customerId: string): string => `@c${customerId.replaceAll('-', '')}`

/** Tokens by which a document is found only where it belongs. */
export const scopeTokens = (document: { inboxId: string; customerId: string; at: Date }): string[] => [
  inboxToken(document.inboxId),
  customerToken(document.customerId),
  ...blockTokens(document.at),
]
