import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { complaintChanged, complaintSettingsChanged } from './events.ts'

type Changed = Parameters<typeof complaintChanged>[0]

const stale = (topics: string[], what: string, conversationId?: string): Frame => ({
  topics,
  frame: { type: 'stale', what, ...(conversationId === undefined ? {} : { conversationId }) },
  key: `stale ${what} ${conversationId ?? topics.join(' ')}`,
})

const framesOf = ({ conversationId, inboxId }: Changed): Frame[] => [
  stale([`open:${conversationId}`], 'complaints', conversationId),
  stale(['all', `seen:${inboxId}`], 'complaint-list'),
  stale(['all', `seen:${inboxId}`], 'care-waiting'),
]

/** Whoever looks at complaints, or at how many wait for them, reads them again. */
export const pushes: LivePush[] = [
  {
    events: [complaintChanged.eventName],
    load: async (_db, events) => events.flatMap(({ payload }) => framesOf(payload as Changed)),
  },
  {
    events: [complaintSettingsChanged.eventName],
    load: async () => [stale(['workspace'], 'complaint-settings')],
  },
]
