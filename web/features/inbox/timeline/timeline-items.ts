import type { Change, Message } from '../../../api/types.ts'
import { sameDay, type TimeSettings } from '../../../ui/time/format.ts'
import type { Outgoing } from '../composer/outbox.ts'

/** One thing in the timeline of a conversation. */
export type TimelineItem =
  | { type: 'day'; key: string; at: number }
  | { type: 'message'; key: string; message: Message; first: boolean }
  | { type: 'changes'; key: string; changes: Change[] }
  | { type: 'outgoing'; key: string; outgoing: Outgoing }

/** How long one author's messages follow each other without the name in between, in ms. */
const together = 5 * 60_000

const timeOf = (entry: Message | Change) => Date.parse('receivedAt' in entry ? entry.receivedAt : entry.at)
const isMessage = (entry: Message | Change): entry is Message => 'receivedAt' in entry

function follows(message: Message, before: TimelineItem | undefined): boolean {
  if (before?.type !== 'message') return false
  const last = before.message
  return (
    last.kind === message.kind &&
    last.homeId === message.homeId &&
    last.author.kind === message.author.kind &&
    last.author.id === message.author.id &&
    last.author.name === message.author.name &&
    timeOf(message) - timeOf(last) < together
  )
}

/** Changes that say nothing which the messages do not say. */
const silent = new Set<Change['kind']>(['opened'])

/**
 * Messages and changes of a conversation in order of time, with days between them and neighbouring changes in one
 * item. What this screen sends and the server has not confirmed stands last.
 */
export function timelineItems(
  messages: readonly Message[],
  changes: readonly Change[],
  outgoing: readonly Outgoing[],
  settings: TimeSettings,
): TimelineItem[] {
  const entries = [...messages, ...changes.filter((change) => !silent.has(change.kind))].sort(
    (a, b) => timeOf(a) - timeOf(b),
  )
  const items: TimelineItem[] = []
  let day: number | undefined
  for (const entry of entries) {
    const at = timeOf(entry)
    if (day === undefined || !sameDay(day, at, settings))
      items.push({ type: 'day', key: `day ${entry.id}`, at })
    day = at
    const before = items.at(-1)
    if (isMessage(entry)) {
      items.push({ type: 'message', key: entry.id, message: entry, first: !follows(entry, before) })
    } else if (before?.type === 'changes') {
      before.changes.push(entry)
    } else {
      items.push({ type: 'changes', key: entry.id, changes: [entry] })
    }
  }
  for (const one of outgoing) items.push({ type: 'outgoing', key: one.id, outgoing: one })
  return items
}
