import { pairs, searchRuns, type SearchRun } from '../../../kernel/search-text.ts'
import { blockTokens } from './time-blocks.ts'

/** Lengths of the beginnings by which a word is found; a search takes the longest that it fills. */
const BEGINNINGS = [3, 4, 6, 9]
const SHORTEST_BEGINNING = 3
const MOST_TOKENS = 8
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

/**
 * Tokens that every text with these runs bears: of a word its longest beginning, and no more than help. Of a long
 * search those with kanji, which are rarer than kana; the text itself is compared anyhow.
 */
export const wantedTokens = (runs: readonly SearchRun[]): string[] => {
  const tokens = runs.flatMap((run) => {
    if (!run.cjk) return word(run).slice(-1)
    const found = pairs(run.text, false)
    return found.length > 0 ? found : cjk(run)
  })
  const kanji = (token: string): number => token.match(WORD_CHARACTER)?.length ?? 0
  return [...new Set(tokens)].sort((a, b) => kanji(b) - kanji(a)).slice(0, MOST_TOKENS)
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
