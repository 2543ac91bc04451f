import type { Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import { conversationRows, whoeverHolds } from '../conversations/index.ts'
import { asideAnswered, asideOverdue, taskGiven, taskOverdue } from './events.ts'

const given: Happening = {
  name: 'task-given',
  title: { en: 'I am given a task', ja: 'タスクの担当になったとき' },
  rank: 42,
  usual: ['app', 'desktop', 'push'],
  says: ({ by }) =>
    by === null
      ? { en: 'You were given a task', ja: 'タスクの担当になりました' }
      : { en: `${by} gave you a task`, ja: `${by}さんからタスクを任されました` },
}

const overdue: Happening = {
  name: 'task-overdue',
  title: { en: 'A task of mine or my team’s is overdue', ja: '自分またはチームのタスクが期限を過ぎたとき' },
  rank: 48,
  usual: ['app', 'desktop', 'push'],
  says: ({ about }) => ({ en: `A task is overdue: ${about}`, ja: `タスクの期限を過ぎました：${about}様` }),
}

const asideAnswer: Happening = {
  name: 'aside-answered',
  title: {
    en: 'A department or partner has answered',
    ja: '他部署・取引先から回答が届いたとき',
  },
  rank: 44,
  usual: ['app', 'desktop'],
  says: ({ about }) => ({
    en: `An answer has come about ${about}`,
    ja: `他部署・取引先から回答が届きました：${about}様`,
  }),
}

const asideLate: Happening = {
  name: 'aside-overdue',
  title: {
    en: 'A department or partner has not answered in time',
    ja: '他部署・取引先の回答が期限を過ぎたとき',
  },
  rank: 49,
  usual: ['app', 'desktop'],
  says: ({ about }) => ({
    en: `No answer in time about ${about}`,
    ja: `他部署・取引先の回答期限を過ぎました：${about}様`,
  }),
}

interface AsidePayload {
  conversationId: string
  inboxId: string
  asideId: string
  agentId: string | null
}

/** Whoever has the conversation, or asked; where that is nobody any more, nobody is told. */
const findAsides: Telling['find'] = async (_db, events) =>
  events.flatMap(({ name, payload }): Happened[] => {
    const { conversationId, inboxId, asideId, agentId } = payload as AsidePayload
    if (agentId === null) return []
    const happening = name === asideAnswered.eventName ? asideAnswer.name : asideLate.name
    const about = { kind: 'conversation', id: conversationId }
    const to = { who: 'person', personId: agentId } as const
    return [{ happening, about, part: asideId, resourceId: inboxId, to, actorId: null }]
  })

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

/** What people are told of tasks, and of what others were asked. */
export const tellings: readonly Telling[] = [
  { happenings: [given, overdue], events: [taskGiven, taskOverdue], find },
  { happenings: [asideAnswer, asideLate], events: [asideAnswered, asideOverdue], find: findAsides },
]
