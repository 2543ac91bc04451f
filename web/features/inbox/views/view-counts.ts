import type { Viewer } from '../../../api/live/belongs.ts'
import { sumCounts } from '../../../api/live/merge-counts.ts'
import type { Count, Filter } from '../../../api/types.ts'

/**
 * How many conversations a view holds, from the kept counts; undefined where the counts cannot tell (tags,
 * customers, priorities, following).
 */
export function countOf(filter: Filter, counts: readonly Count[], viewer: Viewer): number | undefined {
  if (filter.view === 'following' || filter.view === 'mentions') return undefined
  if (filter.tagId || filter.customerId || filter.priority || filter.waiting) return undefined
  return sumCounts(counts, (row) => holds(filter, row, viewer))
}

function holds(filter: Filter, row: Count, viewer: Viewer): boolean {
  if (filter.status !== 'any' && row.status !== filter.status) return false
  if (filter.inboxId && row.inboxId !== filter.inboxId) return false
  if (filter.assigneeId && row.assigneeId !== filter.assigneeId) return false
  if (filter.teamId && row.teamId !== filter.teamId) return false
  if (filter.view === 'mine') return row.assigneeId === viewer.agentId
  if (filter.view === 'unassigned') return row.assigneeId === null
  if (filter.view === 'team' && !filter.teamId)
    return row.teamId !== null && viewer.teamIds.includes(row.teamId)
  return true
}
