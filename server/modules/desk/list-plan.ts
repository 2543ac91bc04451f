import type { Conversation } from '../conversations/contract.ts'
import type { Filter } from './contract.ts'

type Status = Conversation['status']

/** A set that is kept as ids of conversations. */
export type IdSet =
  | { by: 'tag'; tagId: string }
  | { by: 'following'; agentId: string }
  | { by: 'mentions'; agentId: string }

/** A set that is small enough to be sorted. */
export type ListSet = IdSet | { by: 'waiting' }

/** An index that has the rows in the list's order already. */
export type ListWalk =
  | { by: 'activity' | 'inbox' | 'unassigned' | 'waiting-since' | 'due' }
  | { by: 'priority'; priority: Conversation['priority'] }
  | { by: 'assignee'; assigneeId: string }
  | { by: 'team'; teamIds: readonly string[] }
  | { by: 'customer'; customerId: string }

/** Where rows of some statuses come from. */
export type ListPart = { statuses: readonly Status[] } & ({ set: ListSet } | { walk: ListWalk })

/** What must hold for every row, wherever it comes from. */
export interface ListConditions {
  inboxIds: readonly string[] | null
  teamIds: readonly string[] | null
  assigneeId: string | null
  unassigned: boolean
  tagId: string | null
  customerId: string | null
  priority: Conversation['priority'] | null
  waiting: boolean
  followerId: string | null
  mentionedId: string | null
}

/** A list that is ready to be read: its parts are merged. */
export interface ListPlan {
  parts: readonly ListPart[]
  order: Filter['sort']
  conditions: ListConditions
}
