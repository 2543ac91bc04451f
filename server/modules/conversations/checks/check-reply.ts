import { checkAttachment } from './check-attachment.ts'
import { checkHonorific, checkName, type Talk } from './check-addressee.ts'
import { checkWords } from './check-words.ts'
import { ownWords } from './own-words.ts'
import type { Warning } from './warning.ts'

/** Whose answers a second person looks at; what is empty is any. */
export interface ApprovalRule {
  agentIds: string[]
  inboxIds: string[]
  tagIds: string[]
  words: string[]
}

/** What a workspace wants to have checked. */
export interface CheckRules {
  wrongName: boolean
  noHonorific: boolean
  otherAddress: boolean
  otherOrder: boolean
  noAttachment: boolean
  /** Asked about. */
  warningWords: string[]
  /** Refused. */
  forbiddenWords: string[]
  /** Which answers a second person looks at. */
  approvals: ApprovalRule[]
}

/** A message that is to be sent. */
export interface Letter {
  text: string
  /** How many files and pictures go with it. */
  files: number
}

/** Of whom a talk is, and which addresses and order numbers in the letter's own words are other customers'. */
export interface Known extends Talk {
  otherAddresses: readonly string[]
  otherOrders: readonly string[]
}

const each = (code: Warning['code'], values: readonly string[]): Warning[] =>
  values.map((quote) => ({ code, quote, about: '' }))

/** What the writer of a message should look at before it is sent. Only their own words count, nothing that is quoted. */
export const checkReply = ({ text, files }: Letter, known: Known, rules: CheckRules): Warning[] => {
  const own = ownWords(text)
  return [
    ...checkWords(own, rules.forbiddenWords, 'forbidden-word'),
    ...(rules.wrongName ? checkName(own, known) : []),
    ...(rules.noHonorific ? checkHonorific(own, known) : []),
    ...(rules.otherAddress ? each('other-address', known.otherAddresses) : []),
    ...(rules.otherOrder ? each('other-order', known.otherOrders) : []),
    ...(rules.noAttachment ? checkAttachment(own, files) : []),
    ...checkWords(own, rules.warningWords, 'warning-word'),
  ]
}
