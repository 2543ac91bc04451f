import type { Query, QueryClient } from '@tanstack/react-query'
import { meQuery } from '../reads/me.ts'
import { applyFrames, mendLateAnswers } from './apply.ts'
import type { Viewer } from './belongs.ts'
import { catchUpTimeline } from './catch-up.ts'
import { LiveSocket } from './socket.ts'

const address = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`

/** Queries that only pushes fill, and timelines, which are caught up page by page. */
const notFetchedAnew = new Set<unknown>(['presence', 'customer-typing', 'messages', 'message-html'])

/** Queries that pushes keep right: what was said between fetching them and the first connection is missing in them. */
const keptByPushes = new Set<unknown>([
  'conversations',
  'conversation',
  'counts',
  'unsent',
  'views',
  'tags',
  'inboxes',
  'agents',
  'teams',
  'presences',
  'skills',
  'roles',
  'notices',
])

let cache: QueryClient | undefined

function viewerNow(): Viewer | undefined {
  const me = cache?.getQueryData(meQuery.queryKey)
  return me && { agentId: me.agent.id, teamIds: me.agent.teamIds }
}

/** One that is on its way comes first, so that the screen has something to show; then it is asked again. */
async function fetchAnew(from: QueryClient, query: Query): Promise<void> {
  if (query.state.fetchStatus === 'fetching') await query.fetch().catch(() => undefined)
  await from.invalidateQueries({ queryKey: query.queryKey, exact: true })
}

const live = new LiveSocket(address, {
  frames(frames) {
    const viewer = viewerNow()
    if (cache && viewer) applyFrames(cache, frames, viewer)
  },
  opened(again) {
    if (!cache) return
    for (const conversationId of live.shown()) {
      void catchUpTimeline(cache, conversationId).catch(() => undefined)
    }
    for (const query of cache.getQueryCache().getAll()) {
      const [what] = query.queryKey
      if (again ? !notFetchedAnew.has(what) : keptByPushes.has(what)) void fetchAnew(cache, query)
    }
  },
  rights() {
    void cache?.invalidateQueries({ queryKey: meQuery.queryKey })
  },
})

/** Starts the live connection for who is signed in; gives back how to end it. */
export function startLive(queryClient: QueryClient): () => void {
  cache = queryClient
  const stopMending = mendLateAnswers(queryClient, viewerNow)
  live.start()
  return () => {
    stopMending()
    live.stop()
  }
}

/** Says that a conversation is on this screen, so that its messages are pushed; gives back how to end that. */
export const openLive = (conversationId: string): (() => void) => live.open(conversationId)

/** Says whether the person looks at this screen. */
export const tellHere = (on: boolean): void => live.here(on)

/** Says whether the person writes in a conversation. */
export const tellTyping = (conversationId: string, on: boolean): void => live.typing(conversationId, on)
