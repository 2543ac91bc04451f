import type { Db } from '../../kernel/db/index.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import { agentsByIds, visibleInboxIds } from '../agents/index.ts'
import {
  conversationChanged,
  conversationMerged,
  conversationRows,
  conversationSplit,
  conversationStarted,
  conversationUnmerged,
  conversationWithdrawn,
  mentionsSeen,
  messageReceived,
  noteAdded,
} from '../conversations/index.ts'
import { countKeys, movedBy, type Moved } from './count-keys.ts'
import { viewsChanged } from './events.ts'
import { inTurn } from './in-turn.ts'
import { countsOf, unseenMentions } from './queries/counts.ts'

const countFrames = async (db: Db, moved: Moved): Promise<Frame[]> => {
  if (moved.size === 0) return []
  const keys = countKeys(await conversationRows(db, [...moved.keys()]), moved)
  return (await countsOf(db, keys)).map((row) => ({
    topics: ['all', `seen:${row.inboxId}`],
    frame: { type: 'counts', data: [row] },
    key: `count ${row.inboxId} ${row.teamId} ${row.assigneeId} ${row.status}`,
  }))
}

const mentionFrames = async (db: Db, agentIds: ReadonlySet<string>): Promise<Frame[]> => {
  const agents = await agentsByIds(db, [...agentIds])
  return Promise.all(
    agents.map(async ({ id, role }) => {
      const sight = await visibleInboxIds(db, id, role)
      const count = await unseenMentions(db, id, sightOf({ kind: 'person', sight }))
      return { topics: [`person:${id}`], frame: { type: 'mentions', count }, key: `mentions ${id}` }
    }),
  )
}

const mentioned = (events: readonly Announcement[]): Set<string> =>
  new Set(
    events.flatMap(({ payload }) => {
      const { mentions, agentId } = payload as { mentions?: string[]; agentId?: string }
      return mentions ?? (agentId === undefined ? [] : [agentId])
    }),
  )

const staleViews = ({ payload }: Announcement): Frame => {
  const { ownerId, shared } = payload as {
    ownerId: string
    shared: boolean
  }
  return {
    topics: shared ? ['workspace'] : [`person:${ownerId}`],
    frame: { type: 'stale', what: 'views' },
    key: 'stale views',
  }
}

/** Counts to every screen that may see the inbox, mentions to the person, and word of changed views. */
export const pushes: LivePush[] = [
  {
    events: [messageReceived, conversationStarted, conversationChanged].map((type) => type.eventName),
    load: (db, events) => inTurn(db, () => countFrames(db, movedBy(events))),
  },
  {
    events: [noteAdded.eventName, mentionsSeen.eventName],
    load: (db, events) => inTurn(db, () => mentionFrames(db, mentioned(events))),
  },
  {
    // Under which counts it stood nobody knows any more.
    events: [conversationWithdrawn, conversationMerged, conversationUnmerged, conversationSplit].map(
      (type) => type.eventName,
    ),
    load: async (_db, events) =>
      events.map(({ payload }) => {
        const { inboxId, fromInboxId, intoInboxId } = payload as Record<string, string>
        const inboxIds = [inboxId, fromInboxId ?? intoInboxId].filter((id) => id !== undefined)
        return {
          topics: ['all', ...new Set(inboxIds.map((id) => `seen:${id}`))],
          frame: { type: 'stale', what: 'counts' },
          key: `stale counts ${inboxIds.join(' ')}`,
        }
      }),
  },
  { events: [viewsChanged.eventName], load: async (_db, events) => events.map(staleViews) },
]
