import type { Tx } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import type { Actor } from '../customers/index.ts'
import type { HistoricMessage } from './add-history.ts'
import type { Conversation } from './contract.ts'
import { insertHistoryChanges, updateHistory } from './queries/history.ts'
import type { LockedRow } from './queries/receive.ts'
import { replaceTagRows } from './queries/tags.ts'
import { waitingSince } from './queries/waiting.ts'

/** How a conversation stands by now where it was brought in from. What is left out is not known there. */
export interface HistoricStanding {
  /** As whoever brought it in left it: while it is this one nobody else touched it. Null: it was here before. */
  version: number | null
  status?: Conversation['status'] | undefined
  /** When it came to stand so; its last message, where that is later or nothing is said. */
  changedAt?: Date | undefined
  priority?: Conversation['priority'] | undefined
  assigneeId?: string | null | undefined
  teamId?: string | null | undefined
  tagIds?: string[] | undefined
}

interface Following {
  /** With what was said since. */
  row: LockedRow
  before: LockedRow
  standing: HistoricStanding | undefined
  messages: readonly HistoricMessage[]
}

const SYSTEM: Actor = { kind: 'system', id: null, name: 'system' }

/** Has conversations stand as they stand where they come from, in `row`; gives those of which anything is otherwise now. */
export const followStanding = async (tx: Tx, all: readonly Following[]): Promise<LockedRow[]> => {
  for (const one of all) {
    const { row, before, standing } = one
    if (standing?.version === before.version) stand(row, standing)
    else {
      const at = wroteSince(one)
      if (at) Object.assign(row, { status: 'open', resolvedAt: null, waitingSince: at })
      continue
    }
    if (row.status === before.status) continue
    row.resolvedAt = row.status === 'resolved' ? later(standing?.changedAt, row.lastActivityAt, tx.now) : null
    row.snoozedUntil = null
    row.waitingSince = row.status === 'resolved' ? null : await waitingSince(tx, row.id)
  }
  const changed = all.filter(({ row, before, messages }) => messages.length > 0 || differs(row, before))
  for (const { row } of changed) row.version += 1
  const held = changed.filter(({ row, before }) => differs(row, before))
  await Promise.all([
    updateHistory(
      tx,
      held.map(({ row }) => row),
    ),
    insertHistoryChanges(
      tx,
      held.flatMap((one) => changesOf(tx, one)),
    ),
    ...held.map(({ row }) => replaceTagRows(tx, row.id, row.tagIds)),
  ])
  return changed.map(({ row }) => row)
}

const stand = (row: LockedRow, standing: HistoricStanding): void => {
  row.status = standing.status ?? row.status
  row.priority = standing.priority ?? row.priority
  row.assigneeId = standing.assigneeId === undefined ? row.assigneeId : standing.assigneeId
  row.teamId = standing.teamId === undefined ? row.teamId : standing.teamId
  row.tagIds = standing.tagIds ?? row.tagIds
}

/** Since when the customer waits who wrote behind everything that is here, in what was closed here and is not over there. */
const wroteSince = ({ row, before, standing, messages }: Following): Date | undefined =>
  before.status !== 'resolved' || standing?.status === 'resolved' || row.lastDirection !== 'inbound'
    ? undefined
    : messages.find(
        ({ kind, at, automatic }) => kind === 'inbound' && !automatic && at > before.lastActivityAt,
      )?.at

const later = (at: Date | undefined, last: Date, now: Date): Date => {
  const moment = at === undefined || at < last ? last : at
  return moment > now ? now : moment
}

const differs = (row: LockedRow, before: LockedRow): boolean =>
  row.status !== before.status ||
  row.priority !== before.priority ||
  row.assigneeId !== before.assigneeId ||
  row.teamId !== before.teamId ||
  row.tagIds.toSorted().join() !== before.tagIds.toSorted().join()

const changesOf = (tx: Tx, { row, before }: Following) => {
  const change = (kind: 'status' | 'assigned', from: string | null, to: string | null, at: Date) => ({
    id: idAt(at),
    conversationId: row.id,
    kind,
    actor: SYSTEM,
    from,
    to,
    at,
  })
  return [
    ...(row.assigneeId === before.assigneeId
      ? []
      : [change('assigned', before.assigneeId, row.assigneeId, tx.now)]),
    ...(row.status === before.status
      ? []
      : [
          change(
            'status',
            before.status,
            row.status,
            row.resolvedAt ?? row.waitingSince ?? row.lastActivityAt,
          ),
        ]),
  ]
}
