import { searchQuery, searchText, searchTokens, type SearchQuery } from '../../kernel/search-text.ts'
import { EMAIL, PHONE, nationalNumber, type NormalIdentity } from './normalise-identity.ts'

/** What is searched of a customer: a text for the recheck and its tokens for the index. */
export interface Searchable {
  text: string
  tokens: string[]
}

const SHORTEST_PART = 4
/** Addresses with more runs than this are random ids of a network: nobody searches them. */
const MOST_RUNS = 6
const NUMBER = /\+?\d[\d\-() ]{2,}\d/g

/** What is searched of a customer's names and addresses. */
export const searchable = (
  names: readonly (string | null | undefined)[],
  identities: readonly Pick<NormalIdentity, 'kind' | 'valueKey'>[],
): Searchable => {
  const text = searchText([...names.map((name) => name ?? ''), ...identities.map(shown)].join(' '))
  const numbers = identities.filter(({ kind }) => kind === PHONE).flatMap(({ valueKey }) => endings(valueKey))
  return { text, tokens: [...new Set([...searchTokens(text), ...numbers])] }
}

/** The search behind what an agent typed; hyphens and spaces inside numbers don't matter. */
export const customerQuery = (typed: string): SearchQuery | undefined =>
  searchQuery(searchText(typed).replace(NUMBER, (number) => number.replace(/[^\d+]/g, '')))

const shown = ({ kind, valueKey }: Pick<NormalIdentity, 'kind' | 'valueKey'>): string => {
  if (kind === EMAIL) return valueKey
  if (kind === PHONE) return [valueKey, nationalNumber(valueKey)].join(' ')
  // Ids of networks may carry the account that they belong to behind an @: `42@shop`.
  const value = valueKey.slice(0, valueKey.lastIndexOf('@')) || valueKey
  return searchTokens(searchText(value)).length > MOST_RUNS ? '' : value
}

/** People ask for a number by its last digits, so that every ending of it is a token. */
const endings = (key: string): string[] => {
  const digits = (nationalNumber(key) ?? key).replace(/\D/g, '')
  const found: string[] = []
  for (let at = 1; digits.length - at >= SHORTEST_PART; at += 1) found.push(digits.slice(at))
  return found
}
