import type { Conversation, Filter } from '../types.ts'

/** Whose screen it is: `mine` and `team` depend on it. */
export interface Viewer {
  agentId: string
  teamIds: readonly string[]
}

/** What only the server knows: who follows and who is mentioned. */
type Belongs = boolean | 'unknown'

function inView(filter: Filter, conversation: Conversation, viewer: Viewer): Belongs {
  switch (filter.view) {
    case 'mine':
      return conversation.assigneeId === viewer.agentId
    case 'unassigned':
      return conversation.assigneeId === null
    case 'team':
      if (filter.teamId) return conversation.teamId === filter.teamId
      return conversation.teamId !== null && viewer.teamIds.includes(conversation.teamId)
    case 'all':
      return true
    default:
      return 'unknown'
  }
}

/**
 * Whether a conversation is on a list. The same rules as the server's `listConversations`; 'unknown' where a screen
 * cannot tell (following, mentions).
 */
export function belongs(filter: Filter, conversation: Conversation, viewer: Viewer): Belongs {
  const holds =
    (filter.status === 'any' || filter.status === conversation.status) &&
    (!filter.teamId || filter.teamId === conversation.teamId) &&
    (!filter.inboxId || filter.inboxId === conversation.inboxId) &&
    (!filter.assigneeId || filter.assigneeId === conversation.assigneeId) &&
    (!filter.tagId || conversation.tagIds.includes(filter.tagId)) &&
    (!filter.customerId || filter.customerId === conversation.customer.id) &&
    (!filter.priority || filter.priority === conversation.priority) &&
    (filter.sort !== 'due' || typeof conversation.promise?.dueAt === 'string') &&
    // Where nobody waits, nobody has waited longest.
    ((!filter.waiting && filter.sort !== 'waiting') || conversation.waitingSince !== null)
  return holds && inView(filter, conversation, viewer)
}

const far = Number.MAX_SAFE_INTEGER
const at = (moment: string | null) => (moment === null ? far : Date.parse(moment))

const placeIn = (sort: Filter['sort'], row: Conversation) =>
  at(
    sort === 'waiting'
      ? row.waitingSince
      : sort === 'due'
        ? (row.promise?.dueAt ?? null)
        : row.lastActivityAt,
  )

/** Order of a list: negative when `a` stands above `b`. */
export function compareRows(sort: Filter['sort'], a: Conversation, b: Conversation): number {
  const byTime = placeIn(sort, a) - placeIn(sort, b)
  const ascending = byTime !== 0 ? byTime : a.id < b.id ? -1 : Number(a.id > b.id)
  return sort === 'newest' ? -ascending : ascending
}
