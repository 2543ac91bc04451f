import type { QueryClient } from '@tanstack/react-query'
import { meQuery } from '../reads/me.ts'
import { applyFrames } from './apply.ts'
import { catchUpTimeline } from './catch-up.ts'
import { LiveSocket } from './socket.ts'

const address = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`

/** Queries that only pushes fill, and timelines, which are caught up page by page. */
const notFetchedAnew = new Set<unknown>(['presence', 'customer-typing', 'messages', 'message-html'])

let cache: QueryClient | undefined

const live = new LiveSocket(address, {
  frames(frames) {
    const me = cache?.getQueryData(meQuery.queryKey)
    if (cache && me) applyFrames(cache, frames, { agentId: me.agent.id, teamIds: me.agent.teamIds })
  },
  returned() {
    for (const conversationId of live.shown()) {
      if (cache) void catchUpTimeline(cache, conversationId).catch(() => undefined)
    }
    void cache?.invalidateQueries({ predicate: (query) => !notFetchedAnew.has(query.queryKey[0]) })
  },
  rights() {
    void cache?.invalidateQueries({ queryKey: meQuery.queryKey })
  },
})

/** Starts the live connection for who is signed in; gives back how to end it. */
export function startLive(queryClient: QueryClient): () => void {
  cache = queryClient
  live.start()
  return () => live.stop()
}

/** Says that a conversation is on this screen, so that its messages are pushed; gives back how to end that. */
export const openLive = (conversationId: string): (() => void) => live.open(conversationId)

/** Says whether the person writes in a conversation. */
export const tellTyping = (conversationId: string, on: boolean): void => live.typing(conversationId, on)
