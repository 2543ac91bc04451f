import { hashKey, notifyManager, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Conversation, ConversationDetail, Filter } from '../types.ts'
import type { Viewer } from './belongs.ts'
import type { Frame, Presence } from './frames.ts'
import { type CountsData, mergeCounts } from './merge-counts.ts'
import { type ListData, mergeIntoList } from './merge-list.ts'
import { mergeChange, mergeMessage, type TimelineData } from './merge-timeline.ts'

/** Cache keys of what is only pushed, never fetched. */
export const presenceKey = (conversationId: string) => ['presence', conversationId] as const
export const customerTypingKey = (conversationId: string) => ['customer-typing', conversationId] as const

const waiting = new Set<string>()
const pause = 2000

/** Fetches again what stands under a key, at most once in two seconds however much is pushed. */
function refreshSoon(cache: QueryClient, key: QueryKey): void {
  const hash = hashKey(key)
  if (waiting.has(hash)) return
  waiting.add(hash)
  setTimeout(() => {
    waiting.delete(hash)
    void cache.invalidateQueries({ queryKey: key })
  }, pause)
}

/** Puts a conversation, pushed or answered, into everything in the cache that shows it. */
export function applyConversation(cache: QueryClient, row: Conversation, viewer: Viewer): void {
  cache.setQueryData<ConversationDetail>(['conversation', row.id], (old) =>
    old && old.version < row.version ? { ...old, ...row } : old,
  )
  for (const [key, data] of cache.getQueriesData<ListData>({ queryKey: ['conversations'] })) {
    if (!data) continue
    const merged = mergeIntoList(data, row, key[1] as Filter, viewer)
    if (merged === 'unknown') refreshSoon(cache, key)
    else if (merged !== data) cache.setQueryData(key, merged)
  }
}

const timeline = (
  cache: QueryClient,
  conversationId: string,
  change: (data: TimelineData) => TimelineData,
): void => {
  cache.setQueryData<TimelineData>(['messages', conversationId], (old) => old && change(old))
}

function applyFrame(cache: QueryClient, frame: Frame, viewer: Viewer): void {
  switch (frame.type) {
    case 'conversation':
      applyConversation(cache, frame.data, viewer)
      break
    case 'message':
      timeline(cache, frame.data.conversationId, (data) => mergeMessage(data, frame.data))
      if (frame.data.kind === 'inbound') {
        cache.setQueryData(customerTypingKey(frame.data.conversationId), null)
      }
      break
    case 'change':
      timeline(cache, frame.data.conversationId, (data) => mergeChange(data, frame.data))
      break
    case 'counts':
      cache.setQueryData<CountsData>(['counts'], (old) => old && mergeCounts(old, frame.data))
      break
    case 'mentions':
      cache.setQueryData<CountsData>(['counts'], (old) => old && { ...old, mentions: frame.count })
      break
    case 'presence':
      cache.setQueryData<Presence[]>(presenceKey(frame.conversationId), frame.agents)
      break
    case 'customer-typing':
      cache.setQueryData(customerTypingKey(frame.conversationId), Date.now())
      break
    case 'stale':
      refreshSoon(cache, [frame.what])
      break
    default:
  }
}

/** Puts pushed frames into the cache; screens are told once for all of them. */
export function applyFrames(cache: QueryClient, frames: readonly Frame[], viewer: Viewer): void {
  notifyManager.batch(() => {
    for (const frame of frames) applyFrame(cache, frame, viewer)
  })
}
