import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { teamsOf } from '../agents/index.ts'
import { status as statuses, type Conversation } from '../conversations/contract.ts'
import type { Filter } from './contract.ts'
import { isRareTag, isRareWaiting } from './queries/rare.ts'
import { inboxesInSight } from './sight.ts'

/** Where a list's rows come from: an index that is in order already, or a small set that is sorted. */
export type ListSource =
  | { by: 'inbox' | 'unassigned' | 'waiting' }
  | { by: 'few-waiting' }
  | { by: 'priority'; priority: Conversation['priority'] }
  | { by: 'assignee'; assigneeId: string }
  | { by: 'team'; teamIds: readonly string[] }
  | { by: 'customer'; customerId: string }
  | { by: 'tag'; tagId: string }
  | { by: 'following' | 'mentions'; agentId: string }

/** What must hold for every row, whichever source it comes from. */
export interface ListConditions {
  inboxIds: readonly string[] | null
  statuses: readonly string[]
  teamIds: readonly string[] | null
  assigneeId: string | null
  unassigned: boolean
  tagId: string | null
  customerId: string | null
  priority: Conversation['priority'] | null
  waiting: boolean
}

/** A list that is ready to be read. */
export interface ListPlan {
  source: ListSource
  order: Filter['sort']
  conditions: ListConditions
}

/** Chooses how to read a filtered list; undefined when nothing can match. */
export const chooseList = async (db: Db, caller: Caller, filter: Filter): Promise<ListPlan | undefined> => {
  const conditions = await readConditions(db, caller, filter)
  if (!conditions) return undefined
  return { source: await chooseSource(db, caller, filter, conditions), order: filter.sort, conditions }
}

const readConditions = async (
  db: Db,
  caller: Caller,
  filter: Filter,
): Promise<ListConditions | undefined> => {
  const inboxIds = inboxesInSight(caller, filter.inboxId)
  const personal = filter.view === 'mine' || filter.view === 'following' || filter.view === 'mentions'
  if (inboxIds?.length === 0 || (personal && caller.id === undefined)) return undefined
  const assigneeId = (filter.view === 'mine' ? caller.id : filter.assigneeId) ?? null
  if (filter.assigneeId !== undefined && filter.assigneeId !== assigneeId) return undefined
  const teamIds = await teamsWanted(db, caller, filter)
  if (teamIds?.length === 0) return undefined
  return {
    inboxIds,
    statuses: filter.status === 'any' ? statuses.options : [filter.status],
    teamIds,
    assigneeId,
    unassigned: filter.view === 'unassigned',
    tagId: filter.tagId ?? null,
    customerId: filter.customerId ?? null,
    priority: filter.priority ?? null,
    waiting: filter.waiting === true || filter.sort === 'waiting',
  }
}

/** The team view without a team shows all of the caller's. */
const teamsWanted = async (db: Db, caller: Caller, filter: Filter): Promise<string[] | null> => {
  if (filter.teamId !== undefined) return [filter.teamId]
  if (filter.view !== 'team') return null
  return caller.id === undefined ? [] : teamsOf(db, caller.id)
}

const chooseSource = async (
  db: Db,
  caller: Caller,
  filter: Filter,
  conditions: ListConditions,
): Promise<ListSource> => {
  const { customerId, tagId, assigneeId, teamIds, priority } = conditions
  if ((filter.view === 'following' || filter.view === 'mentions') && caller.id !== undefined)
    return { by: filter.view, agentId: caller.id }
  if (customerId !== null) return { by: 'customer', customerId }
  // A rare tag's rows are few enough to sort; a common one's turn up soon in any other list.
  if (tagId !== null && (await isRareTag(db, tagId))) return { by: 'tag', tagId }
  if (filter.sort === 'waiting') return { by: 'waiting' }
  if (assigneeId !== null) return { by: 'assignee', assigneeId }
  if (teamIds !== null) return { by: 'team', teamIds }
  if (conditions.waiting && (await isRareWaiting(db, conditions))) return { by: 'few-waiting' }
  if (priority !== null && priority !== 'normal') return { by: 'priority', priority }
  return { by: conditions.unassigned ? 'unassigned' : 'inbox' }
}
