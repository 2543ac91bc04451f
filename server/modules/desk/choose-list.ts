import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import { teamsOf } from '../agents/index.ts'
import { status as statuses, type Conversation } from '../conversations/contract.ts'
import type { Filter } from './contract.ts'
import type { IdSet, ListWalk, ListPart, ListConditions, ListPlan } from './list-plan.ts'
import { crowdedStatuses, isSmallSet } from './queries/set-sizes.ts'

type Status = Conversation['status']

/** With more inboxes in sight it is cheaper to walk over all and pass by the few others. */
const MOST_INBOXES = 8

/** Chooses how to read a filtered list; undefined when nothing can match. */
export const chooseList = async (db: Db, caller: Caller, filter: Filter): Promise<ListPlan | undefined> => {
  const conditions = await readConditions(db, caller, filter)
  if (!conditions) return undefined
  const wanted = filter.status === 'any' ? statuses.options : [filter.status]
  const set = await smallSet(db, conditions)
  const walk = chooseWalk(conditions, filter.sort)
  const plain = walk.by === 'activity' || walk.by === 'inbox' || walk.by === 'unassigned'
  let parts: ListPart[] = [set ? { statuses: wanted, set } : { statuses: wanted, walk }]
  if (!set && conditions.waiting && plain) parts = await waitingParts(db, conditions, wanted, walk)
  return { parts: parts.filter((part) => part.statuses.length > 0), order: filter.sort, conditions }
}

const readConditions = async (
  db: Db,
  caller: Caller,
  filter: Filter,
): Promise<ListConditions | undefined> => {
  const { view } = filter
  const inboxIds = sightOf(caller, filter.inboxId)
  const me = caller.id ?? null
  const personal = view === 'mine' || view === 'following' || view === 'mentions'
  if (inboxIds?.length === 0 || (personal && me === null)) return undefined
  const assigneeId = view === 'mine' ? me : (filter.assigneeId ?? null)
  if (filter.assigneeId !== undefined && filter.assigneeId !== assigneeId) return undefined
  const teamIds = await teamsWanted(db, caller, filter)
  if (teamIds?.length === 0) return undefined
  return {
    inboxIds,
    teamIds,
    assigneeId,
    unassigned: view === 'unassigned',
    tagId: filter.tagId ?? null,
    customerId: filter.customerId ?? null,
    priority: filter.priority ?? null,
    waiting: filter.waiting === true,
    followerId: view === 'following' ? me : null,
    mentionedId: view === 'mentions' ? me : null,
  }
}

/** The team view without a team shows all of the caller's. */
const teamsWanted = async (db: Db, caller: Caller, filter: Filter): Promise<string[] | null> => {
  if (filter.teamId !== undefined) return [filter.teamId]
  if (filter.view !== 'team') return null
  return caller.id === undefined ? [] : teamsOf(db, caller.id)
}

const smallSet = async (db: Db, conditions: ListConditions): Promise<IdSet | undefined> => {
  const { followerId, mentionedId, tagId, customerId } = conditions
  const sets: IdSet[] = []
  if (followerId !== null) sets.push({ by: 'following', agentId: followerId })
  if (mentionedId !== null) sets.push({ by: 'mentions', agentId: mentionedId })
  if (tagId !== null && customerId === null) sets.push({ by: 'tag', tagId })
  for (const set of sets) if (await isSmallSet(db, set)) return set
  return undefined
}

const chooseWalk = (conditions: ListConditions, sort: Filter['sort']): ListWalk => {
  const { inboxIds, customerId, assigneeId, teamIds, priority } = conditions
  if (customerId !== null) return { by: 'customer', customerId }
  if (sort === 'due') return { by: 'due' }
  if (sort === 'waiting') return { by: 'waiting-since' }
  if (assigneeId !== null) return { by: 'assignee', assigneeId }
  if (teamIds !== null) return { by: 'team', teamIds }
  if (priority !== null && priority !== 'normal') return { by: 'priority', priority }
  if (conditions.unassigned) return { by: 'unassigned' }
  return { by: inboxIds === null || inboxIds.length > MOST_INBOXES ? 'activity' : 'inbox' }
}

/** Where few wait among the many of a status, those few are sorted; where many wait they turn up soon on the way. */
const waitingParts = async (
  db: Db,
  conditions: ListConditions,
  wanted: readonly Status[],
  walk: ListWalk,
): Promise<ListPart[]> => {
  const crowded = await crowdedStatuses(db, conditions, wanted)
  return [
    { statuses: wanted.filter((status) => !crowded.includes(status)), set: { by: 'waiting' } },
    { statuses: wanted.filter((status) => crowded.includes(status)), walk },
  ]
}
