import type { Frame, LivePush } from '../../kernel/live/index.ts'
import {
  asidesChanged,
  checklistsChanged,
  partnersChanged,
  postRead,
  postsChanged,
  tasksChanged,
} from './events.ts'

type Changed = Parameters<typeof tasksChanged>[0]

const stale = (topics: string[], what: string, conversationId?: string): Frame => ({
  topics,
  frame: { type: 'stale', what, ...(conversationId === undefined ? {} : { conversationId }) },
  key: `stale ${what} ${conversationId ?? topics.join(' ')}`,
})

const framesOf = ({ conversationId, inboxId, agentIds }: Changed): Frame[] => [
  stale([`open:${conversationId}`], 'tasks', conversationId),
  stale(['all', `seen:${inboxId}`], 'task-list'),
  ...agentIds.map((id) => stale([`person:${id}`], 'team-waiting')),
]

/** Whoever looks at tasks, or at how many wait for them, reads them again. */
export const pushes: LivePush[] = [
  {
    events: [tasksChanged.eventName],
    load: async (_db, events) => events.flatMap(({ payload }) => framesOf(payload as Changed)),
  },
  {
    events: [asidesChanged.eventName],
    load: async (_db, events) =>
      events.flatMap(({ payload }) => {
        const { conversationId, inboxId, agentIds } = payload as Changed
        return [
          stale([`open:${conversationId}`], 'asides', conversationId),
          stale(['all', `seen:${inboxId}`], 'aside-list'),
          ...agentIds.map((id) => stale([`person:${id}`], 'team-waiting')),
        ]
      }),
  },
  {
    events: [partnersChanged.eventName],
    load: async () => [stale(['workspace'], 'partners')],
  },
  {
    events: [checklistsChanged.eventName],
    load: async () => [stale(['workspace'], 'checklists')],
  },
  {
    events: [postsChanged.eventName],
    load: async () => ['posts', 'team-waiting'].map((what) => stale(['workspace'], what)),
  },
  {
    events: [postRead.eventName],
    // Whoever read it sees so on their other screens; the others, where they look at who has.
    load: async (_db, events) =>
      events.flatMap(({ payload }) => [
        stale([`person:${(payload as { agentId: string }).agentId}`], 'team-waiting'),
        stale(['workspace'], 'posts'),
      ]),
  },
]
