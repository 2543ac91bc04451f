import { hashKey, notifyManager, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Conversation, ConversationDetail, Filter } from '../types.ts'
import type { Viewer } from './belongs.ts'
import type { Frame, Presence } from './frames.ts'
import { addGuess, guessedIds, settled, withGuesses } from './guesses.ts'
import { keepForLate, onFetched } from './late.ts'
import { type CountsData, mergeCounts } from './merge-counts.ts'
import { type ListData, mergeIntoList, rowsOf, without } from './merge-list.ts'
import { mergeChange, mergeMessage, type TimelineData } from './merge-timeline.ts'
import { isNewest } from './newest.ts'
import { tellNotice } from './notices.ts'
import { refreshConversation } from './refresh-conversation.ts'

/** Cache keys of what is only pushed, never fetched. */
export const presenceKey = (conversationId: string) => ['presence', conversationId] as const
export const customerTypingKey = (conversationId: string) => ['customer-typing', conversationId] as const

/** Keys that are fetched soon or were fetched just now; true where that was asked for again since. */
const refreshed = new Map<string, boolean>()
const soon = 300
const pause = 2000
/** What changes with each of hundreds who come in the morning, and is long: every screen reads all of it each time. */
const longPauses = new Map<unknown, number>([['presences', 5000]])

/** Fetches again what stands under a key: within the second, and at most once in two (or a longer pause) however much is pushed. */
function refreshSoon(cache: QueryClient, key: QueryKey): void {
  const hash = hashKey(key)
  if (refreshed.has(hash)) {
    refreshed.set(hash, true)
    return
  }
  refreshed.set(hash, false)
  setTimeout(() => {
    refreshed.set(hash, false)
    void cache.invalidateQueries({ queryKey: key })
    setTimeout(() => {
      const again = refreshed.get(hash)
      refreshed.delete(hash)
      if (again) refreshSoon(cache, key)
    }, longPauses.get(key[0]) ?? pause)
  }, soon)
}

/** Takes a conversation that is no more out of everything that shows it. */
function forget(cache: QueryClient, conversationId: string): void {
  cache.setQueriesData<ListData>(
    { queryKey: ['conversations'] },
    (data) => data && without(data, conversationId),
  )
  // Whoever has it open reads that it is gone, and not what it was.
  for (const key of ['conversation', 'messages']) void cache.resetQueries({ queryKey: [key, conversationId] })
}

/** Puts a row into everything in the cache that shows it; `anew` also where its version is shown already. */
function show(cache: QueryClient, row: Conversation, viewer: Viewer, anew: boolean): void {
  cache.setQueryData<ConversationDetail>(['conversation', row.id], (old) =>
    old && (old.version < row.version || (anew && old.version === row.version)) ? { ...old, ...row } : old,
  )
  for (const [key, data] of cache.getQueriesData<ListData>({ queryKey: ['conversations'] })) {
    if (!data) continue
    const merged = mergeIntoList(data, row, key[1] as Filter, viewer, anew)
    if (merged === 'unknown') refreshSoon(cache, key)
    else if (merged !== data) cache.setQueryData(key, merged)
  }
}

/**
 * Shows a change before the server has answered. Gives back how to end that: with the row that the server answered,
 * or without one when it refused; then everything is shown as the server last said.
 */
export function guess(
  cache: QueryClient,
  before: Conversation,
  change: Partial<Conversation>,
  viewer: Viewer,
): (answer?: Conversation) => void {
  const drop = addGuess(before, change)
  show(cache, withGuesses(before), viewer, true)
  return (answer) => {
    drop()
    if (answer) applyFrames(cache, [{ type: 'conversation', data: answer }], viewer)
    const row = settled(before.id)
    if (row) notifyManager.batch(() => show(cache, row, viewer, true))
  }
}

const timeline = (
  cache: QueryClient,
  conversationId: string,
  change: (data: TimelineData) => TimelineData,
): void => {
  cache.setQueryData<TimelineData>(['messages', conversationId], (old) => old && change(old))
}

/** The rows that an answer under a key of `pushedInto` brought. */
function rowsIn({ queryKey, state }: Pick<Query, 'queryKey' | 'state'>): Conversation[] {
  if (state.data === undefined) return []
  if (queryKey[0] === 'conversation') return [state.data as Conversation]
  return queryKey[0] === 'conversations' ? rowsOf(state.data as ListData) : []
}

/** A customer's timeline, where one is looked at, is read again: a line in it stands for many messages. */
function refreshTimeline(cache: QueryClient, customerId: string): void {
  const key = ['customer-timeline', customerId]
  if (cache.getQueryState(key)) refreshSoon(cache, key)
}

/** Everything in which a customer's name or profile stands is read again, where it is looked at. */
function refreshCustomer(cache: QueryClient, customerId: string): void {
  refreshTimeline(cache, customerId)
  for (const key of ['customer', 'customer-notes']) refreshSoon(cache, [key, customerId])
  refreshSoon(cache, ['bounced'])
  refreshSoon(cache, ['customers'])
  for (const { queryKey, state } of cache.getQueryCache().findAll()) {
    const isTheirs = rowsIn({ queryKey, state }).some(({ customer }) => customer.id === customerId)
    if (isTheirs) refreshSoon(cache, queryKey)
  }
}

function applyFrame(cache: QueryClient, frame: Frame, viewer: Viewer): void {
  switch (frame.type) {
    case 'conversation':
      if (isNewest(cache, frame.data)) show(cache, withGuesses(frame.data), viewer, false)
      refreshTimeline(cache, frame.data.customer.id)
      break
    case 'customer':
      refreshCustomer(cache, frame.customerId)
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
    case 'gone':
      forget(cache, frame.conversationId)
      break
    case 'counts':
      cache.setQueryData<CountsData>(['counts'], (old) => old && mergeCounts(old, frame.data))
      break
    case 'mentions':
      cache.setQueryData<CountsData>(['counts'], (old) => old && { ...old, mentions: frame.count })
      break
    case 'notice':
      tellNotice(frame.data)
      break
    case 'presence':
      cache.setQueryData<Presence[]>(presenceKey(frame.conversationId), frame.agents)
      break
    case 'customer-typing':
      cache.setQueryData(customerTypingKey(frame.conversationId), Date.now())
      break
    case 'stale':
      if (!frame.conversationId) refreshSoon(cache, [frame.what])
      else if (frame.what === 'timeline') refreshConversation(cache, frame.conversationId)
      else refreshSoon(cache, [frame.what, frame.conversationId])
      break
    default:
  }
}

/** Puts pushed frames into the cache; screens are told once for all of them. */
export function applyFrames(cache: QueryClient, frames: readonly Frame[], viewer: Viewer): void {
  keepForLate(cache, frames)
  notifyManager.batch(() => {
    for (const frame of frames) applyFrame(cache, frame, viewer)
  })
}

/** Keeps late answers from overwriting what was pushed or guessed while they were on their way. */
export function mendLateAnswers(cache: QueryClient, viewer: () => Viewer | undefined): () => void {
  return onFetched(cache, (query, frames) => {
    const who = viewer()
    if (!who) return
    if (frames.length > 0) applyFrames(cache, frames, who)
    const guessed = new Set(guessedIds())
    if (guessed.size === 0) return
    for (const row of rowsIn(query)) if (guessed.has(row.id)) show(cache, withGuesses(row), who, true)
  })
}
