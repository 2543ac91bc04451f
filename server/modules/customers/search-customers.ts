import { searchQuery, searchText, searchTokens, type SearchQuery } from '../../kernel/search-text.ts'
import { nameForms } from '../../kernel/search-text-names.ts'
import { EMAIL, PHONE, nationalNumber, type NormalIdentity } from './normalise-identity.ts'

/** What is searched of a customer: a text for the recheck and its tokens for the index. */
export interface Searchable {
  text: string
  tokens: string[]
}

const SHORTEST_PART = 4
/** Addresses with more runs than this are random ids of a network: nobody searches them. */
const MOST_RUNS = 6
const SHORTEST_FRAGMENT = 3
const LONGEST_LOCAL_PART = 64
const NUMBER = /\+?\d[\d\-\u2010-\u2015\u2212() ]{2,}\d/g
/** The way to a number of Japan from abroad; the national zero is often left inside. */
const FROM_ABROAD = /^\+81(?:0(?=\d{5}))?/

/** What is searched of a customer's names and addresses. */
export const searchable = (
  names: readonly (string | null | undefined)[],
  identities: readonly Pick<NormalIdentity, 'kind' | 'valueKey'>[],
): Searchable => {
  const words = [...names.map((name) => name ?? ''), ...names.flatMap(nameForms), ...identities.map(shown)]
  const text = searchText(words.filter((word) => word !== '').join(' '))
  const numbers = identities.filter(({ kind }) => kind === PHONE).flatMap(({ valueKey }) => endings(valueKey))
  const mails = identities.filter(({ kind }) => kind === EMAIL).flatMap(({ valueKey }) => insides(valueKey))
  return { text, tokens: [...new Set([...searchTokens(text), ...numbers, ...mails])] }
}

/** The search behind what an agent typed; hyphens and spaces inside numbers don't matter. */
export const customerQuery = (typed: string): SearchQuery | undefined =>
  searchQuery(
    typed
      .normalize('NFKC')
      .replace(NUMBER, (number) => number.replace(/[^\d+]/g, '').replace(FROM_ABROAD, '+81')),
  )

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

/** What begins at each letter of an address before the @. */
const insides = (key: string): string[] =>
  searchTokens(
    searchText(key.slice(0, Math.min(LONGEST_LOCAL_PART, Math.max(0, key.lastIndexOf('@'))))),
  ).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - SHORTEST_FRAGMENT) }, (_, at) => run.slice(at + 1)),
  )
