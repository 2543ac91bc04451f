import { searchText } from '../../../kernel/search-text.ts'
import { scopeTokens, textTokens } from './tokens.ts'

/** Characters of a text that are searched; what stands behind is found by opening the conversation. */
export const LONGEST_TEXT = 20_000

/** What the index keeps of a message or of a conversation's own words. */
export interface SearchDocument {
  id: string
  conversationId: string
  inboxId: string
  customerId: string
  at: Date
  body: string
  /** Separated by spaces. */
  tokens: string
}

/** Something to be indexed, with its text as it was written. */
export interface Source {
  id: string
  conversationId: string
  inboxId: string
  customerId: string
  at: Date
  text: string
}

/** The document of a text. */
export const toDocument = ({ text, ...source }: Source): SearchDocument => {
  const body = searchText(text.slice(0, LONGEST_TEXT))
  return { ...source, body, tokens: [...textTokens(body), ...scopeTokens(source)].join(' ') }
}

/** What is searched of a conversation itself, beside its messages. */
export const conversationText = (row: { subject: string; customerName: string; number: number }): string =>
  [row.subject, row.customerName, `#${row.number}`].filter((part) => part !== '').join(' · ')
