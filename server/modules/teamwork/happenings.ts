import type { Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import { conversationRows, whoeverHolds } from '../conversations/index.ts'
import { taskGiven, taskOverdue } from './events.ts'

const given: Happening = {
  name: 'task-given',
  title: { en: 'I am given a task', ja: 'タスクの担当になったとき' },
  rank: 42,
  usual: ['app', 'desktop'],
  says: ({ by }) =>
    by === null
      ? { en: 'You were given a task', ja: 'タスクの担当になりました' }
      : { en: `${by} gave you a task`, ja: `${by}さんからタスクを任されました` },
}

const overdue: Happening = {
  name: 'task-overdue',
  title: { en: 'A task of mine or my team’s is overdue', ja: '自分またはチームのタスクが期限を過ぎたとき' },
  rank: 48,
  usual: ['app', 'desktop'],
  says: ({ about }) => ({ en: `A task is overdue: ${about}`, ja: `タスクの期限を過ぎました：${about}様` }),
}

interface Payload {
  conversationId: string
  inboxId: string
  taskId: string
  agentId: string | null
  actorId?: string | null
}

/** A task that is nobody's is of whoever holds the conversation. */
const find: Telling['find'] = async (db, events) => {
  const told = events.map(({ name, payload }) => ({ name, ...(payload as Payload) }))
  const free = told.flatMap(({ agentId, conversationId }) => (agentId === null ? [conversationId] : []))
  const rows = free.length === 0 ? [] : await conversationRows(db, [...new Set(free)])
  return told.flatMap(({ name, conversationId, inboxId, taskId, agentId, actorId }): Happened[] => {
    const row = rows.find(({ id }) => id === conversationId)
    const to = agentId === null ? row && whoeverHolds(row) : ({ who: 'person', personId: agentId } as const)
    if (!to) return []
    const happening = name === taskGiven.eventName ? given.name : overdue.name
    const about = { kind: 'conversation', id: conversationId }
    return [{ happening, about, part: taskId, resourceId: inboxId, to, actorId: actorId ?? null }]
  })
}

/** What people are told of tasks. */
export const tellings: readonly Telling[] = [
  { happenings: [given, overdue], events: [taskGiven, taskOverdue], find },
]
