import type { Announcement } from '../../kernel/events/index.ts'
import { status as statuses } from '../conversations/contract.ts'
import { conversationStarted, type ConversationRow } from '../conversations/index.ts'
import type { Count } from './contract.ts'

/** Values that a conversation had before: beside its present ones, where it may have been counted. */
export interface Former {
  teamIds: Set<string | null>
  assigneeIds: Set<string | null>
  statuses: Set<Count['status']>
}

/** Conversations that moved between counts. */
export type Moved = Map<string, Former>

interface Payload {
  conversationId: string
  opened?: boolean
  reopened?: boolean
  changes?: { kind: string; from: string | null; to: string | null }[]
}

const COUNTED = new Set(['status', 'assigned', 'team'])

/** Which conversations left one count for another by these events, and what they may have left. */
export const movedBy = (events: readonly Announcement[]): Moved => {
  const moved: Moved = new Map()
  for (const { name, payload } of events) {
    const { conversationId, opened, reopened, changes = [] } = payload as Payload
    const counted = changes.filter(({ kind }) => COUNTED.has(kind))
    const began = name === conversationStarted.eventName || opened === true
    if (!began && reopened !== true && counted.length === 0) continue
    const former = moved.get(conversationId) ?? {
      teamIds: new Set(),
      assigneeIds: new Set(),
      statuses: new Set(),
    }
    moved.set(conversationId, former)
    // The message that woke a conversation does not say from which status.
    if (reopened === true) for (const status of statuses.options) former.statuses.add(status)
    for (const { kind, from, to } of counted) {
      if (kind === 'team') former.teamIds.add(from).add(to)
      else if (kind === 'assigned') former.assigneeIds.add(from).add(to)
      else for (const status of [from, to]) if (isStatus(status)) former.statuses.add(status)
    }
  }
  return moved
}

const isStatus = (value: string | null): value is Count['status'] =>
  (statuses.options as readonly (string | null)[]).includes(value)

/** Every key under which the conversations are or were counted, each once. */
export const countKeys = (
  rows: readonly Pick<ConversationRow, 'id' | 'inboxId' | 'teamId' | 'assigneeId' | 'status'>[],
  moved: Moved,
): Omit<Count, 'count'>[] => {
  const keys = new Map<string, Omit<Count, 'count'>>()
  for (const row of rows) {
    const former = moved.get(row.id)
    for (const teamId of new Set([row.teamId, ...(former?.teamIds ?? [])])) {
      for (const assigneeId of new Set([row.assigneeId, ...(former?.assigneeIds ?? [])])) {
        for (const status of new Set([row.status, ...(former?.statuses ?? [])])) {
          const key = { inboxId: row.inboxId, teamId, assigneeId, status }
          keys.set(JSON.stringify(Object.values(key)), key)
        }
      }
    }
  }
  return [...keys.values()]
}
