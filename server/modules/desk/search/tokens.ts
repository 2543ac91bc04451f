import { pairs, searchRuns, type SearchRun, type SearchTerm } from '../../../kernel/search-text.ts'
import { beginnings, looseTokens, numberAt } from './loose-tokens.ts'
import { blockTokens } from './time-blocks.ts'

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
  const runs = searchRuns(text)
  for (const run of runs) for (const token of run.cjk ? cjk(run) : beginnings(run.text)) tokens.add(token)
  for (const token of looseTokens(text, runs)) tokens.add(token)
  return [...tokens]
}

const cjk = ({ text }: SearchRun): string[] => [...pairs(text, false), ...(text.match(WORD_CHARACTER) ?? [])]

/** One of several sets of tokens, of which a text must bear all. */
export type Alternatives = readonly (readonly string[])[]

/**
 * Tokens that every text with these terms bears: of a word its longest beginning, of a number in parts that of all
 * parts together or else of each, and no more than help. Of a long search those with kanji, which are rarer than kana;
 * the text itself is compared anyhow.
 */
export const wantedTokens = (terms: readonly SearchTerm[]): Alternatives[] => {
  const found = terms.flatMap(({ text, runs }) => wantedOf(text, runs))
  const unique = new Map(found.map((one) => [JSON.stringify(one), one]))
  const kanji = (one: Alternatives): number => one[0]?.[0]?.match(WORD_CHARACTER)?.length ?? 0
  return [...unique.values()].sort((a, b) => kanji(b) - kanji(a)).slice(0, MOST_TOKENS)
}

const wantedOf = (text: string, runs: readonly SearchRun[]): Alternatives[] => {
  const found: Alternatives[] = []
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at] as SearchRun
    if (run.cjk) {
      const both = pairs(run.text, false)
      found.push(...(both.length > 0 ? both : cjk(run)).map((token) => [[token]]))
      continue
    }
    const parts = numberAt(text, runs, at)
    const longest = parts.map((part) => beginnings(part).slice(-1))
    found.push(parts.length > 1 ? [beginnings(parts.join('')).slice(-1), longest.flat()] : longest)
    at += parts.length - 1
  }
  return found
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
