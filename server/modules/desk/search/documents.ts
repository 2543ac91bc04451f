import { searchText } from '../../../kernel/search-text.ts'
import { nameForms } from '../../../kernel/search-text-names.ts'
import { scopeTokens, textTokens } from './tokens.ts'

/** How many characters are read of a message, and of a file. */
export interface Lengths {
  message: number
  file: number
}

/** Characters of a text that are searched; what stands behind is found by opening the conversation. */
export const LONGEST: Lengths = { message: 20_000, file: 50_000 }

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

/** Something to be indexed, with its text as it was written, cut to its longest. */
export interface Source {
  id: string
  conversationId: string
  inboxId: string
  customerId: string
  at: Date
  text: string
}

/** The document of a text. */
export const toDocument = ({ text, id, conversationId, inboxId, customerId, at }: Source): SearchDocument => {
  const source = { id, conversationId, inboxId, customerId, at }
  const body = searchText(text.slice(0, LONGEST.file))
  return { ...source, body, tokens: [...textTokens(body), ...scopeTokens(source)].join(' ') }
}

/** A conversation's own words. */
export interface ConversationWords {
  subject: string
  customerName: string
  number: number
  /** What it was called where it was brought in from. */
  oldNumber?: string | null
}

/** What is shown of a conversation itself where it was found, beside its messages. */
export const conversationText = (row: ConversationWords): string =>
  [
    row.subject,
    row.customerName,
    row.oldNumber ? `#${row.number} (#${row.oldNumber.replace(/^#/, '')})` : `#${row.number}`,
  ]
    .filter((part) => part !== '')
    .join(' · ')

/** What is searched of it: the customer's name in every form, too. */
export const conversationWords = (row: ConversationWords & { customerKana: string | null }): string =>
  [
    conversationText(row),
    row.customerKana ?? '',
    ...nameForms(row.customerName),
    ...nameForms(row.customerKana),
  ]
    .filter((part) => part !== '')
    .join(' · ')
