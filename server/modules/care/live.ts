import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { complaintChanged, complaintSettingsChanged, contactHeld, harassmentChanged } from './events.ts'

type Changed = Parameters<typeof complaintChanged>[0]
type Place = Parameters<typeof harassmentChanged>[0]

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

const framesOfRecord = ({ conversationId, inboxId }: Place): Frame[] => [
  stale([`open:${conversationId}`], 'harassments', conversationId),
  stale(['all', `seen:${inboxId}`], 'harassment-list'),
  stale(['all', `seen:${inboxId}`], 'harassment'),
  stale(['all', `seen:${inboxId}`], 'care-waiting'),
]

/** Whoever looks at complaints and records of harassment, or at how many wait for them, reads them again. */
export const pushes: LivePush[] = [
  {
    events: [complaintChanged.eventName],
    load: async (_db, events) => events.flatMap(({ payload }) => framesOf(payload as Changed)),
  },
  {
    events: [harassmentChanged.eventName],
    load: async (_db, events) => events.flatMap(({ payload }) => framesOfRecord(payload as Place)),
  },
  {
    events: [contactHeld.eventName],
    load: async (_db, events) =>
      [...new Set(events.map(({ payload }) => (payload as { inboxId: string }).inboxId))].map((inboxId) =>
        stale(['all', `seen:${inboxId}`], 'harassment'),
      ),
  },
  {
    events: [complaintSettingsChanged.eventName],
    load: async () => [stale(['workspace'], 'complaint-settings')],
  },
]
