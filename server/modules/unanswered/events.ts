import { defineEvent } from '../../kernel/events/index.ts'

/** A conversation whose customer has waited longer than is set, and who is to be told of it. */
export interface Overdue {
  conversationId: string
  inboxId: string
  teamId: string | null
  assigneeId: string | null
  seconds: number
  tells: ('holder' | 'leads')[]
}

/** Customers have waited longer than is set: once of each wait. */
export const unansweredFound = defineEvent<{ found: Overdue[] }>('unanswered.found')

/** After how long people are told is other now. */
export const unansweredRulesChanged = defineEvent<object>('unanswered.rules-changed')
